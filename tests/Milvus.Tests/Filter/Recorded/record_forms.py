"""Records what a real server answers to another form of filters that it refuses or reads otherwise.

    python record_forms.py [MILVUS_URI] [MILVUS_TOKEN] [LITE_URI]

forms.tsv     table, filter, another form of the same condition, the answer to that form

The table `wide` is asked of Milvus. Milvus 2.3.5 has no nulls, so the table `nullable` is asked of Milvus Lite. The forms are written by hand; this script fills the last column in, with the rows of rows.jsonl. record.py says what an answer is.
"""
import json
import logging
import sys

from record import HERE, Server


def read_tables():
    tables = {}
    for line in open(HERE / "rows.jsonl", encoding="utf-8"):
        item = json.loads(line)
        if "table" in item:
            table = tables[item["table"]] = {"name": item["table"], "dynamic": item["dynamic"], "fields": item["fields"], "rows": []}
        else:
            table["rows"].append(item)
    return tables


def main(milvus_uri="http://127.0.0.1:19530", milvus_token="root:Milvus", lite_uri="http://127.0.0.1:29530"):
    logging.disable()
    tables = read_tables()
    lines = [line.rstrip("\n") for line in open(HERE / "forms.tsv", encoding="utf-8")]
    servers = {"wide": Server(milvus_uri, milvus_token, [tables["wide"]]), "nullable": Server(lite_uri, "", [tables["nullable"]])}
    with open(HERE / "forms.tsv", "w", encoding="utf-8") as file:
        for line in lines:
            if not line.startswith("#"):
                table, condition, form = line.split("\t")[:3]
                line = "\t".join([table, condition, form, servers[table].answer(tables[table], form)])
            file.write(line + "\n")
    for server in servers.values():
        server.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

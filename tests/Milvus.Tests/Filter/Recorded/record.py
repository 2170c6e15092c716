"""Records which rows real servers select for each line of a corpus of filters.

    python record.py [MILVUS_URI] [MILVUS_TOKEN] [LITE_URI]

Writes two files beside this script. Both are the same after each run against the same servers, because the seeds are fixed.

rows.jsonl    the rows of the tables: for each table a line with its fields, then a line for each row
answers.tsv   table, filter, the answer of Milvus, the answer of Milvus Lite

An answer is the set of selected rows (base64 of a bit for each row, row 0 is the lowest bit of the first byte), `refused` for an
error, `-` if the server was not asked, or `=` in the last column if Milvus Lite gave the answer of Milvus.

Some filters end the process of Milvus 2.3.5. They are marked by `milvus=False` below and are sent to Milvus Lite only. Even so, give
the script its own Milvus.
"""
import base64
import json
import logging
import pathlib
import random
import struct
import sys

import filters
from pymilvus import DataType, MilvusClient

HERE = pathlib.Path(__file__).resolve().parent
REFUSED, NOT_ASKED = "refused", "-"


class Server:
    """A server with the tables as collections."""

    def __init__(self, uri, token, tables):
        self.client = MilvusClient(uri, token=token)
        self.tables = tables
        for table in tables:
            self.create(table)

    def create(self, table):
        name = collection(table)
        self.client.drop_collection(name)
        schema = self.client.create_schema(auto_id=False, enable_dynamic_field=table["dynamic"])
        for field in table["fields"]:
            more = {"max_length": 200} if "VARCHAR" in (field["type"], field.get("element")) else {}
            if field["type"] == "ARRAY":
                more |= {"element_type": DataType[field["element"]], "max_capacity": 10}
            if field.get("nullable"):
                more["nullable"] = True
            schema.add_field(field["name"], DataType[field["type"]], is_primary=field["name"] == "id", **more)
        schema.add_field("v", DataType.FLOAT_VECTOR, dim=2)
        index = self.client.prepare_index_params()
        index.add_index("v", index_type="FLAT", metric_type="L2")
        self.client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
        rows = [row | {"v": [row["id"], 1]} for row in table["rows"]]
        self.client.insert(name, rows)
        self.client.load_collection(name)
        found = self.client.query(name, "id >= 0", limit=1000, output_fields=["id"], consistency_level="Strong")
        assert len(found) == len(rows), (len(found), len(rows))

    def answer(self, table, line):
        try:
            found = self.client.query(
                collection(table), line, limit=1000, output_fields=["id"], consistency_level="Eventually")
        except Exception as error:  # pymilvus has several types of errors
            if not self.answers():
                sys.exit(f"{self.client} is lost after {line!r}: {error}")
            return REFUSED
        bits = bytearray((len(table["rows"]) + 7) // 8)
        for row in found:
            bits[row["id"] // 8] |= 1 << row["id"] % 8
        return base64.b64encode(bits).decode()

    def answers(self):
        """Whether the server still runs: a filter that ends its process is not an answer."""
        try:
            return self.client.list_collections() is not None
        except Exception:
            return False

    def close(self):
        for table in self.tables:
            self.client.drop_collection(collection(table))


def collection(table):
    return f"recorded_{table['name']}"


def write_rows(tables):
    with open(HERE / "rows.jsonl", "w", encoding="utf-8") as file:
        for table in tables:
            header = {"table": table["name"], "dynamic": table["dynamic"], "fields": table["fields"]}
            for line in [header, *table["rows"]]:
                file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def main(milvus_uri="http://127.0.0.1:19530", milvus_token="root:Milvus", lite_uri="http://127.0.0.1:29530"):
    logging.disable()
    wide, nullable = filters.wide_table(random.Random(1)), filters.nullable_table(random.Random(2))
    write_rows([wide, nullable])
    milvus, lite = Server(milvus_uri, milvus_token, [wide]), Server(lite_uri, "", [wide, nullable])
    with open(HERE / "answers.tsv", "w", encoding="utf-8") as file:
        file.write("# Written by record.py, which says what an answer is.\n# table\tfilter\tMilvus 2.3.5\tMilvus Lite 3.2.2\n")
        for table, lines in ((wide, filters.wide_lines(random.Random(3))), (nullable, filters.nullable_lines(random.Random(4)))):
            for line, ask_milvus in lines.items():
                first = milvus.answer(table, line) if table is wide and ask_milvus else NOT_ASKED
                second = lite.answer(table, line)
                if first == NOT_ASKED and second == REFUSED and line not in filters.DANGEROUS:
                    continue  # Milvus Lite supports less of the language, so its refusal alone is not significant
                file.write(f"{table['name']}\t{line}\t{first}\t{'=' if first == second else second}\n")
    milvus.close()
    lite.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

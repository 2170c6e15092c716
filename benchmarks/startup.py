# Reads one row by key from a Milvus Lite file. Arguments: FILE, and for the first call the JSON lines to insert.
import sys
import time

from pymilvus import DataType, MilvusClient

client = MilvusClient(sys.argv[1])
if len(sys.argv) > 2:
    import json

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("lemma", DataType.VARCHAR, max_length=200)
    schema.add_field("pos", DataType.VARCHAR, max_length=20)
    schema.add_field("gloss", DataType.VARCHAR, max_length=2000)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=384)
    params = client.prepare_index_params()
    params.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection("words", schema=schema, index_params=params)
    with open(sys.argv[2], encoding="utf-8") as lines:
        client.insert("words", [json.loads(line) for line in lines])
    client.flush("words")
client.load_collection("words")
print(client.get("words", ids=[2], output_fields=["lemma"])[0]["lemma"])
print("0", round(time.process_time() * 1000))

"""The same rows and filters on a Milvus Lite file with pymilvus: path, rows, rounds, filters."""
import statistics
import sys
import time

from pymilvus import DataType, MilvusClient

path, count, rounds, *filters = sys.argv[1:]
count, rounds = int(count), int(rounds)
client = MilvusClient(path)
schema = client.create_schema()
schema.add_field("id", DataType.INT64, is_primary=True)
schema.add_field("n", DataType.INT64)
schema.add_field("w", DataType.DOUBLE)
schema.add_field("word", DataType.VARCHAR, max_length=40)
schema.add_field("tags", DataType.ARRAY, element_type=DataType.INT64, max_capacity=4)
schema.add_field("j", DataType.JSON)
schema.add_field("v", DataType.FLOAT_VECTOR, dim=2)
client.create_collection("filtered", schema=schema)
index = client.prepare_index_params()
index.add_index("v", index_type="FLAT", metric_type="L2")
client.create_index("filtered", index)


def row(number):
    n = number * 7919 % count
    return {"id": number, "n": n, "w": n / count, "word": f"word {n}", "tags": [n % 100, n % 7],
            "j": {"a": n, "b": f"x{number}"}, "v": [1.0, float(n)]}


for first in range(0, count, 5000):
    client.insert("filtered", [row(number) for number in range(first, min(count, first + 5000))])
client.load_collection("filtered")
for text in filters:
    times = []
    try:
        for _ in range(rounds):
            start = time.perf_counter()
            found = client.query("filtered", filter=text, output_fields=["count(*)"])[0]["count(*)"]
            times.append((time.perf_counter() - start) * 1000)
        print(f"Milvus Lite  {text:<50} {found:8,} rows  {statistics.median(times):8.2f} ms", flush=True)
    except Exception as error:  # noqa: BLE001 - Lite does not support some filters; the line names them
        print(f"Milvus Lite  {text:<50} refused: {str(error)[:60]}", flush=True)
client.close()

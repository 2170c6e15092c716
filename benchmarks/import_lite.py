"""The same import with the readers of Python and pymilvus on a Milvus Lite file: file, path, dimension."""
import json
import os
import sys
import time

import pyarrow.parquet as pq
from pymilvus import DataType, MilvusClient

BATCH = 10_000


def batches(file):
    if file.endswith(".parquet"):
        for batch in pq.ParquetFile(file).iter_batches(BATCH):
            yield batch.to_pylist()
        return
    with open(file, encoding="utf-8") as lines:
        rows = []
        for line in lines:
            rows.append(json.loads(line))
            if len(rows) == BATCH:
                yield rows
                rows = []
        if rows:
            yield rows


def cpu():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


file, path, dimension = sys.argv[1:]
client = MilvusClient(path)
schema = client.create_schema()
schema.add_field("id", DataType.INT64, is_primary=True)
schema.add_field("vector", DataType.FLOAT_VECTOR, dim=int(dimension))
client.create_collection("v", schema=schema)
begun, clock, count = cpu(), time.perf_counter(), 0
for rows in batches(file):
    count += client.insert("v", rows)["insert_count"]
wall = time.perf_counter() - clock
client.close()
print(count, cpu() - begun, wall)

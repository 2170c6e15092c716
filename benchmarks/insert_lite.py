"""The same inserts into a Milvus Lite file with pymilvus, rows as dicts: folder, path, rows of a request."""
import sys
import time

import numpy as np
from pymilvus import DataType, MilvusClient

folder, path, batch = sys.argv[1:]
vectors = np.fromfile(f"{folder}/vectors.f16", dtype="<f2").reshape(-1, 384).astype("float32")
rows = [{"id": number + 1, "vector": vector} for number, vector in enumerate(vectors.tolist())]
for turn in (1, 2):
    client = MilvusClient(f"{path}{turn}.db")
    schema = client.create_schema()
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=384)
    client.create_collection("words", schema=schema)
    start = time.perf_counter()
    for first in range(0, len(rows), int(batch)):
        client.insert("words", rows[first:first + int(batch)])
    seconds = time.perf_counter() - start
    print(f"Milvus Lite  round {turn}  {len(rows) / seconds:8.0f} rows/s  {seconds:.2f} s", flush=True)
    client.close()

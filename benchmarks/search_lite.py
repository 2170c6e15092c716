"""Searches the WordNet queries one by one through pymilvus on a Milvus Lite file, and prints the milliseconds of each and the hits found.

Arguments: folder of the data, number of queries. Lines on standard input start a round; each is answered by one line of JSON."""
import json
import pathlib
import sys
import tempfile
import time

import numpy as np
from pymilvus import DataType, MilvusClient

data, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
vectors = np.fromfile(data / "vectors.f16", dtype=np.float16).astype(np.float32).reshape(-1, 384)
queries = np.fromfile(data / "queries.f16", dtype=np.float16).astype(np.float32).reshape(-1, 384)[:count]

with tempfile.TemporaryDirectory() as folder:
    client = MilvusClient(str(pathlib.Path(folder) / "lite.db"))
    schema = client.create_schema()
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=384)
    client.create_collection("words", schema=schema)
    for start in range(0, len(vectors), 2000):
        client.insert("words", [{"id": start + i + 1, "vector": row.tolist()} for i, row in enumerate(vectors[start:start + 2000])])
    client.flush("words")
    index = client.prepare_index_params()
    index.add_index("vector", index_type="HNSW", metric_type="COSINE", params={"M": 16, "efConstruction": 200})
    client.create_index("words", index)
    client.load_collection("words")
    print("ready", flush=True)
    for _ in sys.stdin:
        times, ids = [], []
        for query in queries:
            clock = time.perf_counter()
            hits = client.search("words", data=[query.tolist()], limit=10, search_params={"params": {"ef": 64}})
            times.append((time.perf_counter() - clock) * 1000)
            ids.append([hit["id"] for hit in hits[0]])
        print(json.dumps({"milliseconds": times, "ids": ids}), flush=True)
    client.close()

"""The calls of PeerCallsBenchmark with pymilvus: uri, token, rows. Prints a line for each: name, tab, number."""
import sys
import time
import uuid

import numpy as np
from pymilvus import DataType, MilvusClient

uri, token, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
vectors = np.random.default_rng(16).random((count, 384), dtype="float32")
rows = [
    {"id": i, "lemma": f"lemma {i}", "pos": "noun", "gloss": f"the gloss of row {i}", "vector": vector}
    for i, vector in enumerate(vectors.tolist())
]
client = MilvusClient(uri=uri, token=token)
name = f"bench_{uuid.uuid4().hex[:16]}"


def p50(call):
    times = []
    for i in range(400):
        start = time.perf_counter()
        call(i)
        times.append(time.perf_counter() - start)
    return sorted(times[100:])[150] * 1000


def rate(number, call):
    start = time.perf_counter()
    call()
    return number / (time.perf_counter() - start)


def read_all():
    pages = client.query_iterator(name, batch_size=1000, output_fields=["*"])
    found = 0
    while page := pages.next():
        found += len(page)
    pages.close()
    assert found == count, found


schema = client.create_schema(auto_id=False)
schema.add_field("id", DataType.INT64, is_primary=True)
schema.add_field("lemma", DataType.VARCHAR, max_length=200)
schema.add_field("pos", DataType.VARCHAR, max_length=20)
schema.add_field("gloss", DataType.VARCHAR, max_length=2000)
schema.add_field("vector", DataType.FLOAT_VECTOR, dim=384)
client.create_collection(name, schema=schema)
try:
    print(f"insert\t{rate(count, lambda: client.insert(name, rows))}")
    client.flush(name)
    params = client.prepare_index_params()
    params.add_index("vector", index_type="HNSW", metric_type="COSINE", params={"M": 16, "efConstruction": 100})
    client.create_index(name, params)
    client.load_collection(name)
    queries = vectors[:100].tolist()
    search = {"params": {"ef": 64}}
    for _ in range(3):
        client.search(name, queries, limit=10, search_params=search)
    print(f"index\t{p50(lambda i: client.describe_index(name, 'vector'))}")
    print(f"get\t{p50(lambda i: client.get(name, ids=[i]))}")
    print(f"search\t{p50(lambda i: client.search(name, [queries[i % 100]], limit=10, search_params=search))}")
    print(f"queries\t{rate(1000, lambda: [client.search(name, queries, limit=10, search_params=search) for _ in range(10)])}")
    print(f"read\t{rate(count, read_all)}")
finally:
    client.drop_collection(name)

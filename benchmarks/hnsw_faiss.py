"""The same graph with faiss: folder, M, efConstruction, threads, efs."""
import sys
import time

import faiss
import numpy as np

folder, m, ef_construction, threads, efs = sys.argv[1:]
rows = np.fromfile(f"{folder}/vectors.f16", dtype="<f2").reshape(-1, 384).astype("float32")
queries = np.fromfile(f"{folder}/queries.f16", dtype="<f2").reshape(-1, 384).astype("float32")
truth = np.fromfile(f"{folder}/truth.i32", dtype="<i4").reshape(-1, 100)[:, :10] - 1
faiss.normalize_L2(rows)
faiss.normalize_L2(queries)

faiss.omp_set_num_threads(int(threads))
index = faiss.IndexHNSWFlat(384, int(m), faiss.METRIC_INNER_PRODUCT)
index.hnsw.efConstruction = int(ef_construction)
start = time.perf_counter()
index.add(rows)
print(f"faiss   build {time.perf_counter() - start:.2f} s")

faiss.omp_set_num_threads(1)
flat = faiss.IndexFlatIP(384)
flat.add(rows)


def report(name, search):
    for query in queries:
        search(query[None, :])
    start = time.perf_counter()
    found = [search(query[None, :])[1][0] for query in queries]
    seconds = time.perf_counter() - start
    recall = np.mean([len(np.intersect1d(hits, right)) / 10 for hits, right in zip(found, truth)])
    print(f"faiss   {name}  recall@10 {recall:.4f}  {len(queries) / seconds:8.0f} queries/s")


for ef in efs.split(","):
    index.hnsw.efSearch = int(ef)
    report(f"ef {ef:<4}", lambda query: index.search(query, 10))
report("flat   ", lambda query: flat.search(query, 10))

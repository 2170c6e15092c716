"""Graphs of faiss over floats and over 8-bit codes: folder, efs. A line of input starts a round of all cases."""
import sys
import time

import faiss
import numpy as np

folder, efs = sys.argv[1:]
rows = np.fromfile(f"{folder}/vectors.f16", dtype="<f2").reshape(-1, 384).astype("float32")
queries = np.fromfile(f"{folder}/queries.f16", dtype="<f2").reshape(-1, 384).astype("float32")
truth = np.fromfile(f"{folder}/truth.i32", dtype="<i4").reshape(-1, 100)[:, :10] - 1
faiss.normalize_L2(rows)
faiss.normalize_L2(queries)

flat = faiss.IndexHNSWFlat(384, 16, faiss.METRIC_INNER_PRODUCT)
coded = faiss.IndexHNSWSQ(384, faiss.ScalarQuantizer.QT_8bit, 16, faiss.METRIC_INNER_PRODUCT)
for index in (flat, coded):
    index.hnsw.efConstruction = 200
    index.train(rows)
    index.add(rows)
refined = faiss.IndexRefineFlat(coded, faiss.swig_ptr(rows))
refined.k_factor = 2
faiss.omp_set_num_threads(1)

# Both have the same links.
links = len(faiss.serialize_index(flat)) / len(rows) - 4 * 384
cases = []
for ef in (int(text) for text in efs.split(",")):
    cases.append((f"faiss  HNSW     ef {ef:<3}", flat, flat, ef, links + 4 * 384))
    cases.append((f"faiss  HNSW_SQ  ef {ef:<3}", coded, coded, ef, links + 384))
    cases.append((f"faiss  HNSW_SQ  ef {ef:<3} refine_k 2", refined, coded, ef, links + 384))

for _ in sys.stdin:
    for name, index, graph, ef, size in cases:
        graph.hnsw.efSearch = ef
        start = time.process_time()
        found = [index.search(query[None, :], 10)[1][0] for query in queries]
        seconds = (time.process_time() - start) / len(queries)
        recall = np.mean([len(np.intersect1d(hits, right)) / 10 for hits, right in zip(found, truth)])
        print(f"{name}\t{recall}\t{size}\t{seconds}")
    print(flush=True)

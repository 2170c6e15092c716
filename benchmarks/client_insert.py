"""The same rows with pymilvus, as a list of dicts: uri, token, folder."""
import sys
import time
import uuid

import numpy as np
from pymilvus import DataType, MilvusClient

uri, token, folder = sys.argv[1:]
vectors = np.fromfile(f"{folder}/vectors.f16", dtype="<f2").reshape(-1, 384).astype("float32")
rows = [{"id": i, "vector": vector} for i, vector in enumerate(vectors.tolist())]
client = MilvusClient(uri=uri, token=token)
name = f"bench_{uuid.uuid4().hex[:16]}"
schema = client.create_schema(auto_id=False)
schema.add_field("id", DataType.INT64, is_primary=True)
schema.add_field("vector", DataType.FLOAT_VECTOR, dim=384)
client.create_collection(name, schema=schema)
try:
    start = time.perf_counter()
    client.insert(name, rows)
    seconds = time.perf_counter() - start
    print(f"pymilvus  {len(rows)} rows as dicts         {seconds:.2f} s  {len(rows) / seconds:.0f} rows/s")
finally:
    client.drop_collection(name)

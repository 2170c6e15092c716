"""Makes small files with values that are much larger than a field can store: the folders of Parquet and Arrow bombs."""
import pathlib
import sys

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq

parquet, arrow = map(pathlib.Path, sys.argv[1:])
TEXT = "a" * (64 << 20)


def write(name, table, **options):
    pq.write_table(table, parquet / f"{name}.parquet", write_statistics=False, **options)


for codec in ("zstd", "gzip", "brotli"):
    write(f"text-{codec}", pa.table({"id": [1], "t": [TEXT]}), compression=codec, use_dictionary=False)
write("text-dictionary", pa.table({"id": [1, 2], "t": [TEXT, TEXT]}), compression="zstd", use_dictionary=["t"])
write("text-v2", pa.table({"id": [1], "t": [TEXT]}), compression="zstd", use_dictionary=False, data_page_version="2.0")
write("text-delta", pa.table({"id": [1], "t": [TEXT]}), compression="zstd", use_dictionary=False,
      column_encoding={"t": "DELTA_LENGTH_BYTE_ARRAY", "id": "PLAIN"})
write("list", pa.table({"id": [1], "t": pa.array([[1.0] * (8 << 20)], pa.list_(pa.float32()))}), compression="zstd")
pa.feather.write_feather(pa.table({"id": [1], "t": [TEXT * 5]}), str(arrow / "text-zstd.feather"), compression="zstd")

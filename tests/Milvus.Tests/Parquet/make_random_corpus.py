"""Writes Parquet files with random values, types, nulls and options of the writer: folder, number of files, seed."""
import datetime
import decimal
import random
import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

out, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rng = random.Random(seed)
EPOCH = datetime.datetime(1970, 1, 1)


def text():
    return "".join(rng.choice("ab,\"\n'é雪😀\\ ") for _ in range(rng.choice([0, 1, 5, 60])))


LEAVES = [
    (pa.int8(), lambda: rng.choice([-128, 127, 0, rng.randint(-128, 127)])),
    (pa.uint16(), lambda: rng.randint(0, 65535)),
    (pa.int32(), lambda: rng.choice([-2**31, 2**31 - 1, rng.randint(-9, 9)])),
    (pa.int64(), lambda: rng.choice([-2**63, 2**63 - 1, rng.randint(-9, 9)])),
    (pa.uint64(), lambda: rng.choice([2**64 - 1, 0])),
    (pa.float16(), lambda: np.float16(rng.choice([1.5, -65504, 0.25]))),
    (pa.float32(), lambda: float(np.float32(rng.uniform(0.1, 1)))),
    (pa.float64(), lambda: rng.choice([-0.0, 1e300, rng.uniform(-1, -0.1)])),
    (pa.bool_(), lambda: rng.random() < 0.5),
    (pa.string(), text),
    (pa.large_string(), text),
    (pa.binary(), lambda: rng.randbytes(rng.choice([0, 1, 40]))),
    (pa.binary(7), lambda: rng.randbytes(7)),
    (pa.date32(), lambda: datetime.date(1900, 1, 1) + datetime.timedelta(days=rng.randint(0, 90_000))),
    (pa.timestamp("ms"), lambda: EPOCH + datetime.timedelta(milliseconds=rng.randint(-10**12, 10**12))),
    (pa.timestamp("us", tz="UTC"), lambda: EPOCH + datetime.timedelta(microseconds=rng.randint(-10**15, 10**15))),
    (pa.decimal128(20, 3), lambda: decimal.Decimal(rng.randint(-10**18, 10**18)) / 1000),
]


def column(rows, depth=0):
    kind = rng.random() if depth < 3 else 0
    if kind < 0.6:
        type_, make = rng.choice(LEAVES)
        some = [make() for _ in range(rng.choice([2, 50]))]
        values = [rng.choice(some) if rng.random() < 0.5 else make() for _ in range(rows)]
    elif kind < 0.85:
        size = rng.choice([1, 3, 300])
        inner, _ = column(0, depth + 1)
        type_ = rng.choice([pa.list_, pa.large_list])(inner)
        values = []
        for _ in range(rows):
            values.append(items(inner, rng.randint(0, size)))
    else:
        inner = [(f"f{i}", column(0, depth + 1)[0]) for i in range(2)]
        type_ = pa.struct(inner)
        values = [{name: items(part, 1)[0] for name, part in inner} for _ in range(rows)]
    if rng.random() < 0.6:
        values = [None if rng.random() < 0.2 else value for value in values]
    return type_, values


def items(type_, number):
    return [item(type_) for _ in range(number)]


def item(type_):
    if rng.random() < 0.1:
        return None
    if isinstance(type_, (pa.ListType, pa.LargeListType)):
        return items(type_.value_type, rng.randint(0, 3))
    if isinstance(type_, pa.StructType):
        return {field.name: item(field.type) for field in type_}
    return next(make for known, make in LEAVES if known == type_)()


for number in range(count):
    rows = rng.choice([0, 1, 2, 40, 400])
    columns = [column(rows) for _ in range(rng.randint(1, 6))]
    table = pa.table({f"c{i}": pa.array(values, type_) for i, (type_, values) in enumerate(columns)})
    pq.write_table(
        table,
        f"{out}/random-{seed}-{number}.parquet",
        compression=rng.choice(["none", "snappy", "gzip", "brotli", "zstd", "lz4"]),
        use_dictionary=rng.random() < 0.5,
        data_page_version=rng.choice(["1.0", "2.0"]),
        data_page_size=rng.choice([64, 1000, 1 << 20]),
        write_batch_size=rng.choice([1, 10, 1024]),
        row_group_size=rng.choice([1, 7, 1000]),
        dictionary_pagesize_limit=rng.choice([64, 1 << 20]),
        use_deprecated_int96_timestamps=False,
        write_page_checksum=rng.random() < 0.3,
    )

frame = pd.DataFrame({"i": [1, 2, 3], "s": ["a", None, "é"], "f": [0.5, -0.0, 1e300], "t": pd.to_datetime(["2024-02-29"] * 3)})
frame.to_parquet(f"{out}/pandas.parquet")
frame.set_index("s").to_parquet(f"{out}/pandas-index.parquet")
frame.astype({"s": "category"}).to_parquet(f"{out}/pandas-category.parquet", row_group_size=1)

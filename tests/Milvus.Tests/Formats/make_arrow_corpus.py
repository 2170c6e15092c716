# Writes the Arrow files of the corpus with pyarrow, and their values: python make_arrow_corpus.py arrow
import os, sys, json, datetime, decimal, uuid
import numpy as np, pyarrow as pa, pyarrow.feather as pf, pyarrow.ipc as ipc
sys.argv = [sys.argv[0], sys.argv[1]]
out = sys.argv[1]
here = os.path.dirname(os.path.abspath(__file__))
# The form of values is that of the Parquet corpus.
source = open(os.path.join(here, '..', 'Parquet', 'dump_corpus.py')).read()
exec(source[:source.index('for f in sorted')])
D, L = decimal.Decimal, pa.list_
ts = datetime.datetime(2024, 2, 29, 12, 34, 56, 789123)
tables = {
    'ints': pa.table({'i8': pa.array([-128, None, 127], pa.int8()), 'u8': pa.array([0, 255, None], pa.uint8()), 'i16': pa.array([-32768, 1, 2], pa.int16()), 'u16': pa.array([65535, 1, 2], pa.uint16()), 'i32': pa.array([-2**31, 1, None], pa.int32()), 'u32': pa.array([2**32-1, 1, None], pa.uint32()), 'i64': pa.array([-2**63, 2**63-1, None], pa.int64()), 'u64': pa.array([2**64-1, 0, None], pa.uint64())}),
    'floats': pa.table({'h': pa.array(np.array([1.5, -2, 65504], dtype=np.float16)), 'f': pa.array([1.5, None, float('nan')], pa.float32()), 'd': pa.array([1e300, None, -0.0], pa.float64()), 'hl': pa.array([[np.float16(1.5)], [], None], L(pa.float16()))}),
    'bool': pa.table({'b': pa.array([True, None, False] * 5)}),
    'strings': pa.table({'s': ['aa', None, '', '日本'], 'b': [b'a', b'', None, b'\x00\xff'], 'large': pa.array(['x', None, 'y', 'z'], pa.large_string()), 'lb': pa.array([b'x', None, b'', b'z'], pa.large_binary()), 'fixed': pa.array([b'abc', None, b'def', b'ghi'], pa.binary(3)), 'view': pa.array(['short', None, 'a text that is longer than the view', ''], pa.string_view())}),
    'dictionary': pa.table({'c': pa.array(['a', 'b', 'a', None]).dictionary_encode(), 'n': pa.array([7, None, 7, 8], pa.int64()).dictionary_encode(), 'l': pa.array([['x', 'y'], [], None, ['x']], L(pa.string()))}),
    'lists': pa.table({'l': pa.array([[1, 2], None, [], [3, None]], L(pa.int32())), 'nn': pa.array([[1], [2], [], [3]], L(pa.field('item', pa.int64(), nullable=False))), 'large': pa.array([['a'], [], None, ['b', None]], pa.large_list(pa.string())), 'fsl': pa.array([[1., 2.], [3., 4.], None, [5., 6.]], L(pa.float32(), 2)), 'u8': pa.array([[1, 255], [], None, [0]], L(pa.uint8())), 'll': pa.array([[[1], []], [], None, [None, [2, None]]], L(L(pa.int16()))), 'bl': pa.array([[True, False], [], None, [None]], L(pa.bool_()))}),
    'struct': pa.table({'s': [{'a': 1, 'b': 'x'}, None, {'a': None, 'b': None}], 'ls': [[{'k': 1, 'v': [1., 2.]}, {'k': None, 'v': []}], [], None]}),
    'maps': pa.table({'m': pa.array([[('a', 1), ('b', None)], [], None], pa.map_(pa.string(), pa.int32())), 'ml': pa.array([[('x', [1, 2])], None, []], pa.map_(pa.string(), L(pa.int32())))}),
    'decimal': pa.table({'d9': pa.array([D('1.23'), None, D('-0.01')], pa.decimal128(9, 2)), 'd38': pa.array([D('12345678901234567890123456789012345678'), None, D('-1')], pa.decimal128(38, 0)), 'd76': pa.array([D('1.5'), None, D('-1')], pa.decimal256(50, 1))}),
    'times': pa.table({'s': pa.array([ts.replace(microsecond=0), None], pa.timestamp('s')), 'ms': pa.array([ts.replace(microsecond=789000), None], pa.timestamp('ms')), 'us': pa.array([ts, None], pa.timestamp('us')), 'utc': pa.array([ts, None], pa.timestamp('us', tz='UTC')), 'ns': pa.array([1709210096789123456, None], pa.timestamp('ns')), 'old': pa.array([datetime.datetime(1, 1, 1), datetime.datetime(1969, 12, 31, 23, 59, 59, 999999)], pa.timestamp('us')), 'date': pa.array([datetime.date(1900, 1, 1), None]), 'date64': pa.array([datetime.date(1969, 12, 31), None], pa.date64()), 't32': pa.array([datetime.time(23, 59, 59), None], pa.time32('ms')), 't64': pa.array([datetime.time(23, 59, 59, 5), None], pa.time64('us'))}),
    'null': pa.table({'id': [1, 2], 'n': pa.nulls(2)}),
    # pandas writes lists that are empty in all rows as lists of nulls.
    'null-lists': pa.table({'l': pa.array([[], None, [None, None]], L(pa.null())), 'large': pa.array([[], [None], None], pa.large_list(pa.null())), 'fsl': pa.array([[None, None], None, [None, None]], L(pa.null(), 2)), 'll': pa.array([[[]], [[None], []], None], L(L(pa.null()))), 's': pa.array([{'a': None, 'b': 1}, None, {'a': None, 'b': 2}], pa.struct([('a', pa.null()), ('b', pa.int32())])), 'm': pa.array([[('a', None)], [], None], pa.map_(pa.string(), pa.null()))}),
    'view-lists': pa.table({'v': pa.array([[1, 2], None, [], [3]], pa.list_view(pa.int32())), 'n': pa.array([[None], [], None, [None, None]], pa.list_view(pa.null())), 't': pa.array([['a', None], [], None, ['']], pa.list_view(pa.string_view()))}),
    'norows': pa.table({'id': pa.array([], pa.int64()), 'l': pa.array([], L(pa.string()))}),
}
tables['batches'] = pa.concat_tables([pa.table({'id': [i], 'v': pa.array([[float(i), .5]], L(pa.float32(), 2)), 's': [f's{i}']}) for i in range(5)])
tables['slice'] = tables['lists'].slice(1, 2)
def write(name, table, kind):
    if kind == 'stream':
        with ipc.new_stream(f'{out}/{name}.arrows', table.schema) as w: w.write_table(table)
    elif kind == 'file':
        with ipc.new_file(f'{out}/{name}.arrow', table.schema) as w: w.write_table(table)
    else:
        pf.write_feather(table, f'{out}/{name}.feather', compression=kind)
    cols = [table.column(n).to_pylist() for n in table.column_names]
    with open(f'{out}/{name}.json', 'w') as o: json.dump([[c(col[i]) for col in cols] for i in range(table.num_rows)], o, ensure_ascii=False)
for name, table in tables.items(): write(name, table, 'file')
for kind in ['lz4', 'zstd', 'uncompressed']: write(f'lists-{kind}', tables['lists'], kind)
big = pa.table({'id': np.arange(300), 's': [f'text {i % 7} ' * 40 for i in range(300)]})
write('long-lz4', big, 'lz4')
write('long-zstd', big, 'zstd')
write('batches-stream', tables['batches'], 'stream')

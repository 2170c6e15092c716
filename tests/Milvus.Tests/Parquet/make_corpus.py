# Writes the files of the corpus with pyarrow: python make_corpus.py corpus; dump_corpus.py then writes their values.
import pyarrow as pa, pyarrow.parquet as pq, numpy as np, json, decimal, datetime, os, sys, math
out=sys.argv[1]
def w(name, table, **k): pq.write_table(table, f'{out}/{name}.parquet', **k)
n=3
v=pa.array([[1.,2.]]*3, pa.list_(pa.float32()))
base={'id':pa.array([1,2,3]),'vector':v}
w('empty-lists', pa.table({**base,'a':[['x'],[],['x',None]]}))
w('v2-lists', pa.table(base), data_page_version='2.0')
for c in ['none','snappy','gzip','brotli','zstd','lz4']:
    for ver in ['1.0','2.0']:
        w(f'codec-{c}-{ver}', pa.table({**base,'s':['a',None,'é']}), compression=c, data_page_version=ver)
ints=pa.table({'i8':pa.array([-128,None,127],pa.int8()),'u8':pa.array([0,255,None],pa.uint8()),'i16':pa.array([-32768,1,2],pa.int16()),'u16':pa.array([65535,1,2],pa.uint16()),'i32':pa.array([-2**31,1,None],pa.int32()),'u32':pa.array([2**32-1,1,None],pa.uint32()),'i64':pa.array([-2**63,2**63-1,None],pa.int64()),'u64':pa.array([2**64-1,0,None],pa.uint64())})
for d in [True,False]:
    w(f'ints-dict{d}', ints, use_dictionary=d)
w('ints-delta', ints, use_dictionary=False, column_encoding={c:'DELTA_BINARY_PACKED' for c in ints.column_names})
fl=pa.table({'h':pa.array(np.array([1.5,-2,65504],dtype=np.float16)),'f':pa.array([1.5,None,float('nan')],pa.float32()),'d':pa.array([1e300,None,-0.0],pa.float64()),'hl':pa.array([[np.float16(1.5)],[],None],pa.list_(pa.float16()))})
w('floats', fl)
w('floats-bss', fl.select(['f','d']), use_dictionary=False, column_encoding={'f':'BYTE_STREAM_SPLIT','d':'BYTE_STREAM_SPLIT'})
w('bool', pa.table({'b':pa.array([True,None,False]*50)}))
w('bool-rle', pa.table({'b':pa.array([True,None,False]*50)}), data_page_version='2.0', use_dictionary=False, column_encoding={'b':'RLE'})
st=pa.table({'s':['aa','aab',None,'',"日本"]*20,'b':[b'a',b'',None,b'\x00\xff',b'x']*20,'large':pa.array(['x',None,'y','z','w']*20,pa.large_string()),'fixed':pa.array([b'abc',None,b'def',b'ghi',b'jkl']*20,pa.binary(3))})
w('strings', st)
w('strings-delta-length', st.select(['s','b']), use_dictionary=False, column_encoding={'s':'DELTA_LENGTH_BYTE_ARRAY','b':'DELTA_LENGTH_BYTE_ARRAY'})
w('strings-delta', st.select(['s','b','fixed']), use_dictionary=False, column_encoding={'s':'DELTA_BYTE_ARRAY','b':'DELTA_BYTE_ARRAY','fixed':'DELTA_BYTE_ARRAY'})
w('strings-dict', pa.table({'c':pa.array(['a','b','a',None]).dictionary_encode()}))
L=pa.list_
li=pa.table({'l':pa.array([[1,2],None,[],[3,None]],L(pa.int32())),'nn':pa.array([[1],[2],[],[3]],L(pa.field('item',pa.int64(),nullable=False))),
 'large':pa.array([['a'],[],None,['b',None]],pa.large_list(pa.string())),'fsl':pa.array([[1.,2.],[3.,4.],[7.,8.],[5.,6.]],L(pa.float32(),2)),
 'u8':pa.array([[1,255],[],None,[0]],L(pa.uint8())),'ll':pa.array([[[1],[]],[],None,[None,[2,None]]],L(L(pa.int16()))),
 'bl':pa.array([[True,False],[],None,[None]],L(pa.bool_()))})
for ver in ['1.0','2.0']:
    w(f'lists-{ver}', li, data_page_version=ver)
    w(f'lists-compliant-{ver}', li, data_page_version=ver, use_compliant_nested_type=False)
nn=pa.schema([pa.field('id',pa.int64(),nullable=False),pa.field('l',L(pa.field('item',pa.float32(),nullable=False)),nullable=False)])
w('nonnull-list', pa.table([pa.array([1,2]),pa.array([[1.,2.],[3.]],L(pa.field('item',pa.float32(),nullable=False)))],schema=nn))
w('struct', pa.table({'s':[{'a':1,'b':'x'},None,{'a':None,'b':None}],'ls':[[{'k':1,'v':[1.,2.]},{'k':None,'v':[]}],[],None]}))
w('deep', pa.table({'s':[{'a':{'b':[{'c':[1,None]},None]}},None,{'a':None}]}))
mp=pa.map_(pa.string(),pa.int32())
w('maps', pa.table({'m':pa.array([[('a',1),('b',None)],[],None],mp),'mi':pa.array([[(1,.5)],[],None],pa.map_(pa.int32(),pa.float32())),'mm':pa.array([[('x',[('y',1)])],[],None],pa.map_(pa.string(),mp)),'ml':pa.array([[('x',[1,2])],None,[]],pa.map_(pa.string(),L(pa.int32())))}))
D=decimal.Decimal
w('decimal', pa.table({'d9':pa.array([D('1.23'),None,D('-0.01')],pa.decimal128(9,2)),'d18':pa.array([D('12345678901.5'),None,D('-1')],pa.decimal128(18,1)),'d38':pa.array([D('12345678901234567890123456789012345678'),None,D('-1')],pa.decimal128(38,0)),'d76':pa.array([D('1.5'),None,D('-1')],pa.decimal256(50,1))}))
w('decimal-int', pa.table({'d9':pa.array([D('1.23'),None,D('-0.01')],pa.decimal128(9,2)),'d18':pa.array([D('12345678901.5'),None,D('-1')],pa.decimal128(18,1))}), store_decimal_as_integer=True)
T=datetime.datetime
ts=T(2024,2,29,12,34,56,789123)
w('times', pa.table({'ms':pa.array([ts.replace(microsecond=789000),None],pa.timestamp('ms')),'us':pa.array([ts,None],pa.timestamp('us')),'utc':pa.array([ts,None],pa.timestamp('us',tz='UTC')),'ns':pa.array([1709210096789123456,None],pa.timestamp('ns')),'old':pa.array([datetime.datetime(1,1,1),datetime.datetime(1969,12,31,23,59,59,999999)],pa.timestamp('us')),'date':pa.array([datetime.date(1900,1,1),None]),'t32':pa.array([datetime.time(23,59,59),None],pa.time32('ms')),'t64':pa.array([datetime.time(23,59,59,5),None],pa.time64('us'))}))
w('times-int96', pa.table({'us':pa.array([ts,None],pa.timestamp('us'))}), use_deprecated_int96_timestamps=True)
w('null', pa.table({'id':[1,2],'n':pa.nulls(2)}))
w('bigstat', pa.table({'s':['x'*5000,'y'*5000]}))
big=3000
w('pages', pa.table({'id':np.arange(big),'v':pa.array([[float(i),0.5] if i%7 else [] for i in range(big)],L(pa.float32())),'s':[f's{i%100}' for i in range(big)]}), data_page_size=1000, row_group_size=1000, write_batch_size=10)
w('pages-v2', pa.table({'id':np.arange(big),'v':pa.array([[float(i),0.5] if i%7 else None for i in range(big)],L(pa.float32())),'s':[f's{i}' for i in range(big)]}), data_page_size=1000, row_group_size=1000, write_batch_size=10, data_page_version='2.0')
w('longrow', pa.table({'v':pa.array([list(range(5000)),[],list(range(3))],L(pa.int32()))}), data_page_size=1000, write_batch_size=10)
w('norows', pa.table({'id':pa.array([],pa.int64()),'l':pa.array([],L(pa.string()))}))
w('crc', pa.table(base), write_page_checksum=True)
w('fp16vec', pa.table({'id':[1,2],'v':pa.array([list(np.array([1.5,2],dtype=np.float16).tobytes())]*2,L(pa.uint8()))}))

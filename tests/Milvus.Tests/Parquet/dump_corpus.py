import pyarrow.parquet as pq, json, sys, glob, datetime, decimal, math, os, base64
import numpy as np
def c(v):
    if v is None or isinstance(v,(bool,str)): return v
    if isinstance(v,np.float16): v=float(v)
    if isinstance(v,int): return 'n'+str(v)
    if isinstance(v,float): return 'nan' if math.isnan(v) else 'f'+repr(float(v))
    if isinstance(v,bytes): return 'b'+v.hex()
    if isinstance(v,decimal.Decimal): return 'd'+format(v,'f')
    if isinstance(v,list) and v and isinstance(v[0],tuple): return {'!map':[[c(a),c(b)] for a,b in v]}
    if isinstance(v,list): return [c(x) for x in v]
    if isinstance(v,dict): return {k:c(x) for k,x in v.items()}
    if hasattr(v,'nanosecond') and hasattr(v,'value'): return 't'+str(v.value)
    if isinstance(v,datetime.datetime): 
        v=v.replace(tzinfo=None); d=v-datetime.datetime(1970,1,1); return 't'+str((d.days*86400+d.seconds)*10**9+d.microseconds*1000)
    if isinstance(v,datetime.date): return 'D'+v.isoformat()
    if isinstance(v,datetime.time): return 'T'+v.isoformat()
    raise Exception(type(v))
for f in sorted(glob.glob(sys.argv[1]+'/*.parquet')):
    rows=pq.read_table(f)
    cols=[]
    for name in rows.column_names:
        col=rows.column(name)
        cols.append(col.to_pylist())
    with open(f[:-8]+'.json','w') as o: json.dump([[c(col[i]) for col in cols] for i in range(rows.num_rows)],o,ensure_ascii=False)

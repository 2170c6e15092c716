# Common calls of pymilvus: insert, upsert, get, query, iterators, search with filters, delete. Arguments: URI, token ("-" for none).
import sys
from pymilvus import DataType, MilvusClient

uri, token = sys.argv[1], sys.argv[2]
client = MilvusClient(uri=uri, token="" if token == "-" else token)
NAME = "crud"
ROWS = 3000
if client.has_collection(NAME):
    client.drop_collection(NAME)


def check(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")
    print(what)


def vector(i):
    return [float(i % 7), float(i % 11), float(i % 13), 1.0]


schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=True)
schema.add_field("id", DataType.INT64, is_primary=True)
schema.add_field("name", DataType.VARCHAR, max_length=40)
schema.add_field("price", DataType.DOUBLE)
schema.add_field("meta", DataType.JSON)
schema.add_field("tags", DataType.ARRAY, element_type=DataType.INT32, max_capacity=4)
schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
params = client.prepare_index_params()
params.add_index(field_name="vector", index_type="FLAT", metric_type="L2")
client.create_collection(NAME, schema=schema, index_params=params, consistency_level="Strong")
check("loaded after create with an index", client.get_load_state(NAME)["state"].name, "Loaded")

rows = [
    {"id": i, "name": f"name {i}", "price": i / 4, "meta": {"even": i % 2 == 0, "n": i}, "tags": [i % 3, i % 5], "vector": vector(i), "extra": i % 10}
    for i in range(ROWS)
]
check("insert", client.insert(NAME, rows)["insert_count"], ROWS)
check("count", client.query(NAME, filter="", output_fields=["count(*)"])[0]["count(*)"], ROWS)

got = client.get(NAME, ids=[7, 2], output_fields=["name", "price", "meta", "tags", "extra"])
check("get", sorted((r["id"], r["name"], r["price"], r["meta"]["even"], list(r["tags"]), r["extra"]) for r in got),
      [(2, "name 2", 0.5, True, [2, 2], 2), (7, "name 7", 1.75, False, [1, 2], 7)])


def ids(expression):
    return sorted(r["id"] for r in client.query(NAME, filter=expression, output_fields=["id"], limit=ROWS))


for expression, keep in [
    ("id < 5 or id in [100, 200]", lambda r: r["id"] < 5 or r["id"] in (100, 200)),
    ("price >= 10 and price < 12 and not (id % 2 == 0)", lambda r: 10 <= r["price"] < 12 and r["id"] % 2 != 0),
    ("name like 'name 12%'", lambda r: r["name"].startswith("name 12")),
    ("meta['n'] > 2990 and meta['even'] == true", lambda r: r["meta"]["n"] > 2990 and r["meta"]["even"]),
    ("array_contains(tags, 4) and id < 50", lambda r: 4 in r["tags"] and r["id"] < 50),
    ("extra == 3 and id < 100", lambda r: r["extra"] == 3 and r["id"] < 100),
]:
    check("filter " + expression, ids(expression), [r["id"] for r in rows if keep(r)])

iterator = client.query_iterator(NAME, batch_size=700, filter="id >= 10", output_fields=["id"])
seen = []
while batch := iterator.next():
    seen += [r["id"] for r in batch]
iterator.close()
check("query iterator", sorted(seen), list(range(10, ROWS)))


def nearest(query, keep, limit):
    def distance(r):
        return sum((a - b) ** 2 for a, b in zip(r["vector"], query))
    return sorted(distance(r) for r in rows if keep(r))[:limit]


query = [3.2, 4.1, 5.3, 1.0]
hits = client.search(NAME, data=[query], limit=20, output_fields=["name"])[0]
check("search", [round(h["distance"], 3) for h in hits], [round(d, 3) for d in nearest(query, lambda r: True, 20)])
hits = client.search(NAME, data=[query], limit=20, filter="extra == 3 and price > 100", output_fields=["extra", "price"])[0]
check("search with a filter", [round(h["distance"], 3) for h in hits],
      [round(d, 3) for d in nearest(query, lambda r: r["extra"] == 3 and r["price"] > 100, 20)])
check("its rows pass the filter", all(h["entity"]["extra"] == 3 and h["entity"]["price"] > 100 for h in hits), True)

changed = [dict(rows[0], name="changed"), dict(rows[1], id=ROWS)]
check("upsert", client.upsert(NAME, changed)["upsert_count"], 2)
check("upserted row", client.get(NAME, ids=[0], output_fields=["name"])[0]["name"], "changed")
check("count after upsert", client.query(NAME, filter="", output_fields=["count(*)"])[0]["count(*)"], ROWS + 1)

client.delete(NAME, ids=[1, 2])
client.delete(NAME, filter="id >= 2000")
check("count after delete", client.query(NAME, filter="", output_fields=["count(*)"])[0]["count(*)"], 1998)
check("deleted rows are gone", client.get(NAME, ids=[1, 2, 2500]), [])

client.flush(NAME)
client.release_collection(NAME)
check("released", client.get_load_state(NAME)["state"].name, "NotLoad")
client.load_collection(NAME)
check("count after release and load", client.query(NAME, filter="", output_fields=["count(*)"])[0]["count(*)"], 1998)
client.drop_collection(NAME)
check("dropped", client.has_collection(NAME), False)

# Iterators of pymilvus, over every kind of index and with rows of equal distance. Arguments: URI, token ("-" for none).
import sys
from pymilvus import DataType, MilvusClient
from pymilvus.client.iterator import SearchIterator, SearchIteratorV2

uri, token = sys.argv[1], sys.argv[2]
client = MilvusClient(uri=uri, token="" if token == "-" else token)
NAME = "iterated"
ROWS = 1200
if client.has_collection(NAME):
    client.drop_collection(NAME)


def check(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")
    print(what)


def drain(iterator):
    pages = []
    while True:
        page = iterator.next()
        if not page:
            iterator.close()
            return pages
        pages.append([row["id"] if "id" in row else row["name"] for row in page])


for metric, index in [("L2", "FLAT"), ("IP", "HNSW"), ("COSINE", "AUTOINDEX")]:
    schema = MilvusClient.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
    params = client.prepare_index_params()
    params.add_index(field_name="vector", index_type=index, metric_type=metric)
    client.create_collection(NAME, schema=schema, index_params=params, consistency_level="Strong")
    # Ten rows for each vector: pages end between rows of equal distance.
    client.insert(NAME, [{"id": i, "vector": [1.0, float(i // 10 % 40), float(i // 400), 1.0]} for i in range(ROWS)])
    query = [[1.0, 2.0, 3.0, 4.0]]

    iterator = client.search_iterator(NAME, data=query, batch_size=64, search_params={"metric_type": metric})
    check(metric + " iterator has the second version", type(iterator), SearchIteratorV2)
    pages = drain(iterator)
    check(metric + " pages are full", {len(page) for page in pages[:-1]}, {64})
    check(metric + " every row comes once", sorted(key for page in pages for key in page), list(range(ROWS)))
    pages = drain(client.search_iterator(NAME, data=query, batch_size=50, limit=120, filter="id >= 600", search_params={"metric_type": metric}))
    keys = [key for page in pages for key in page]
    check(metric + " limit and filter", (len(keys), len(set(keys)), min(keys) >= 600), (120, 120, True))

    # The requests of a client without version 2 of iterators: ranges, and the keys of previous pages.
    old = SearchIterator(
        client._get_connection(), None, NAME, query, "vector", {"metric_type": metric, "params": {}}, batch_size=100, limit=500,
        output_fields=[], schema=client._get_connection()._get_schema(NAME)[0])
    keys = [key for page in drain(old) for key in page]
    check(metric + " the first version", (len(keys) > 0, len(keys)), (True, len(set(keys))))

    pages = client.query_iterator(NAME, batch_size=100, filter="id >= 100", output_fields=["id"], limit=950)
    seen = []
    while page := pages.next():
        if not seen:
            client.delete(NAME, ids=[500])
            client.insert(NAME, [{"id": ROWS, "vector": [0.0] * 4}])
        seen += [row["id"] for row in page]
    pages.close()
    check(metric + " a query iterator keeps its moment", seen, list(range(100, 1050)))
    client.drop_collection(NAME)
print("done")

# Calls of another client for a collection with the fields id, word, vector. Arguments: URI, token ("-" for none), collection, step.
import sys
from pymilvus import MilvusClient

uri, token, name, step = sys.argv[1:5]
client = MilvusClient(uri=uri, token="" if token == "-" else token)


def drain(iterator):
    rows = []
    while page := iterator.next():
        rows += [f"{row['id']}:{row['word']}" for row in page]
    iterator.close()
    return rows


if step == "write":
    client.delete(name, ids=[1])
    client.upsert(name, [{"id": 2, "word": "upserted", "vector": [2.0, 1.0]}])
    client.insert(name, [{"id": 4, "word": "inserted", "vector": [4.0, 1.0]}])
else:
    rows = client.query(name, filter="id >= 0", output_fields=["word"], consistency_level="Strong")
    print(" ".join(sorted(f"{row['id']}:{row['word']}" for row in rows)))
    print(" ".join(drain(client.query_iterator(name, batch_size=2, filter="id >= 0", output_fields=["id", "word"]))))

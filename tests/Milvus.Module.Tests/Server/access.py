"""A user with one role, on a server with credentials: prints the allowed and the refused calls."""
import sys

import grpc
from pymilvus import DataType, MilvusClient, MilvusException

uri = sys.argv[1]


def refused(action):
    try:
        action()
        return "allowed"
    except MilvusException as refusal:
        return str(refusal.message)
    except grpc.RpcError as refusal:
        return refusal.details()


root = MilvusClient(uri, token="root:Milvus")
schema = root.create_schema()
schema.add_field("id", DataType.INT64, is_primary=True)
schema.add_field("v", DataType.FLOAT_VECTOR, dim=2)
index = root.prepare_index_params()
index.add_index("v", index_type="FLAT", metric_type="L2")
for name in ("docs", "secrets"):
    root.create_collection(name, schema=schema, index_params=index)
    root.insert(name, [{"id": 1, "v": [1, 2]}])
root.create_user("alice", "secret1")
root.create_role("reader")
root.grant_role("alice", "reader")
root.grant_privilege_v2("reader", "CollectionReadOnly", "docs", "default")

alice = MilvusClient(uri, token="alice:secret1")
print(alice.list_collections())
print([row["id"] for row in alice.query("docs", "id > 0")])
print(refused(lambda: alice.query("secrets", "id > 0")))
print(refused(lambda: alice.insert("docs", [{"id": 2, "v": [1, 2]}])))
print(refused(lambda: alice.drop_collection("docs")))
print(refused(lambda: alice.list_users()))
print(alice.describe_user("alice")["roles"])
alice.update_password("alice", "secret1", "secret2")
print(refused(lambda: alice.list_collections()))
print(MilvusClient(uri, token="alice:secret2").list_collections())
root.drop_role("reader", force_drop=True)
print(refused(lambda: MilvusClient(uri, token="alice:secret2").query("docs", "id > 0")))

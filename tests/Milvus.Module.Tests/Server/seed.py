# The seed example as pymilvus documents it. Arguments: URI, token ("-" for none).
import sys
from pymilvus import DataType, MilvusClient

uri, token = sys.argv[1], sys.argv[2]
client = MilvusClient(uri=uri, token="" if token == "-" else token)
if client.has_collection("customized_setup"):
    client.drop_collection("customized_setup")

schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
schema.add_field("my_id", DataType.INT64, is_primary=True)
schema.add_field("my_vector", DataType.FLOAT_VECTOR, dim=5)
client.create_collection("customized_setup", schema=schema)

params = client.prepare_index_params()
params.add_index(field_name="my_id", index_type="STL_SORT")
params.add_index(field_name="my_vector", index_type="AUTOINDEX", metric_type="COSINE")
client.create_index("customized_setup", params)
print(sorted(client.list_indexes("customized_setup")))

client.drop_index("customized_setup", index_name="my_id")
print(client.list_indexes("customized_setup"))
print(client.describe_index("customized_setup", "my_vector")["metric_type"])
client.drop_collection("customized_setup")
print(client.list_collections())

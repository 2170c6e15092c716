from pymilvus import MilvusClient

print(*sorted(name for name in dir(MilvusClient) if not name.startswith("_")), sep="\n")

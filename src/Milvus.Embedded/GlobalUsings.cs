global using KeyValuePair = Milvus.Protocol.KeyValuePair;

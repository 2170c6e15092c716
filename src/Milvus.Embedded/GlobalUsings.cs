extern alias core;
global using core::Milvus.Types;
global using ModelType = core::Milvus.DataType;
global using KeyValuePair = Milvus.Protocol.KeyValuePair;

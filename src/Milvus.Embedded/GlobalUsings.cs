extern alias core;

global using core::Milvus.Types;
global using KeyValuePair = Milvus.Protocol.KeyValuePair;
global using ModelType = core::Milvus.DataType;

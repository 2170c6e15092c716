extern alias core;

global using core::Milvus.Core.Types;
global using KeyValuePair = Milvus.Protocol.KeyValuePair;
global using MilvusEmbedder = core::Milvus.MilvusEmbedder;
global using ModelType = core::Milvus.DataType;

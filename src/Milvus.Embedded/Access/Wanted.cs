namespace Milvus.Embedded.Access;

/// <summary>What a request wants to do to what.</summary>
internal readonly record struct Wanted(string Database, string ObjectType, string ObjectName, string Privilege);

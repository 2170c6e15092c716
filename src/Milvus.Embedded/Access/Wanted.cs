namespace Milvus.Embedded.Access;

/// <summary>The privilege that a request requires, and the object on which it requires it.</summary>
internal readonly record struct Wanted(string Database, string ObjectType, string ObjectName, string Privilege);

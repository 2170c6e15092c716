namespace Milvus.Values;

/// <summary>The origin of a row, which a cmdlet needs to change it there.</summary>
internal sealed record EntityOrigin(MilvusConnection Connection, string Database, string Collection);

namespace Milvus.Values;

/// <summary>Where a row was read: what a cmdlet needs to act on it there.</summary>
internal sealed record EntityOrigin(MilvusConnection Connection, string Database, string Collection);

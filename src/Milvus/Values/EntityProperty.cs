namespace Milvus.Values;

/// <summary>A property of a row, and the field that it has the value of.</summary>
internal readonly record struct EntityProperty(string Name, string Field, object? Value);

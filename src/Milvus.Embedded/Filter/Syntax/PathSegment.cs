namespace Milvus.Embedded.Filter.Syntax;

/// <summary>One step of a path: a key, or an array index without quotes.</summary>
internal readonly record struct PathSegment(string Key, bool IsIndex, int Start);

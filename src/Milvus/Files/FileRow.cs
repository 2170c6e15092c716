namespace Milvus.Files;

/// <summary>A row of a file, which is converted lazily.</summary>
/// <param name="Place">Its position for an error: line 3, or row 3.</param>
/// <param name="Read">Returns its names and values; throws a MilvusException if it is not a row.</param>
internal readonly record struct FileRow(string Place, Func<IReadOnlyList<KeyValuePair<string, object?>>> Read);

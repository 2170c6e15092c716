namespace Milvus.Files;

/// <summary>A row of a file, which is converted when it is taken.</summary>
/// <param name="Place">Where it is, for an error: line 3, or row 3.</param>
/// <param name="Read">Its names and values; a MilvusException where it is not a row.</param>
internal readonly record struct FileRow(string Place, Func<IReadOnlyList<KeyValuePair<string, object?>>> Read);

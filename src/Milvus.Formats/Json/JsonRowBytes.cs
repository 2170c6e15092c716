namespace Milvus.Formats.Json;

/// <summary>A row of a JSON file.</summary>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Json">One JSON value, which may be something other than an object; valid until the next row is requested.</param>
internal readonly record struct JsonRowBytes(long Line, ReadOnlyMemory<byte> Json);

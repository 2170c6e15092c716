namespace Milvus.Core.Calls;

/// <summary>The position of a read in key order: the last key, and the timestamp of its snapshot.</summary>
/// <param name="After">The key of the last row, <see cref="long"/> or <see cref="string"/>; null before the first row.</param>
/// <param name="Session">The server's timestamp of all pages; 0 if the server returns none.</param>
internal sealed record ReadPosition(object? After, ulong Session);

namespace Milvus.Client.Reads;

/// <summary>A collection as a key of the write clock.</summary>
/// <param name="Server">The address, or the identity of an in-memory database.</param>
internal readonly record struct WrittenCollection(string Server, string Database, string Name);

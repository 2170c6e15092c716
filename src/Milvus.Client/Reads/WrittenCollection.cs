namespace Milvus.Client.Reads;

/// <summary>A collection as the clock of writes knows it.</summary>
/// <param name="Server">The address; what tells one database in memory from the others.</param>
internal readonly record struct WrittenCollection(string Server, string Database, string Name);

namespace Milvus.Pipeline;

/// <summary>An object to load.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="Collection">The collection, or that of the partition.</param>
/// <param name="Name">The name of the object.</param>
/// <param name="Item">The piped object; null if it was specified by name.</param>
internal sealed record LoadTarget<T>(string Collection, string Name, T? Item)
    where T : MilvusObject;

namespace Milvus.Embedded.Access;

/// <summary>Knows which collection a name stands for.</summary>
internal interface ICollectionNames
{
    /// <summary>The name of the collection with a name or alias; null where there is none, or no such database.</summary>
    string? Resolve(string database, string name);
}

namespace Milvus.Embedded.Records;

/// <summary>The rows of a collection in memory. The collection evicts them when its fields change.</summary>
internal interface IRowMemory
{
    /// <summary>Evicts the rows. Running reads keep their snapshot.</summary>
    void Evict();
}

namespace Milvus.Embedded.Records;

/// <summary>Keeps the rows of a collection in memory. A collection has to let them go when its fields change.</summary>
internal interface IRowMemory
{
    /// <summary>Lets the memory go; reads that run keep what they hold.</summary>
    void Evict();
}

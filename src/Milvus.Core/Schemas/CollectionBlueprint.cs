namespace Milvus.Core.Schemas;

/// <summary>Everything needed to recreate a collection: its schema and settings, its partitions and its indexes.</summary>
internal sealed record CollectionBlueprint(Collection Collection, IReadOnlyList<string> Partitions, IReadOnlyList<IndexParameter> Indexes)
{
    /// <summary>The same with another name.</summary>
    internal CollectionBlueprint Rename(string name) =>
        this with
        {
            Collection = CollectionDocument.From(this).ToBlueprint(name).Collection,
        };
}

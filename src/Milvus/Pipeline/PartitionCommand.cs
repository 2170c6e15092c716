namespace Milvus;

/// <summary>A cmdlet that does one thing to each partition.</summary>
public abstract class PartitionCommand : NamedInCollectionCommand<Partition>
{
    private protected sealed override string CollectionOf(Partition item) => item.Collection;

    /// <summary>A partition as a confirmation names it.</summary>
    private protected string Named(string collection, string name, Partition? item) =>
        $"partition {name} of {CollectionText(collection, item)} on {Place(item)}";
}

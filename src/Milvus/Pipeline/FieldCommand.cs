namespace Milvus;

/// <summary>A cmdlet that does one thing to each field of a collection that is there.</summary>
public abstract class FieldCommand : NamedInCollectionCommand<Field>
{
    private protected sealed override string CollectionOf(Field item) => item.Collection ?? throw new MilvusException(
        MilvusErrorId.InvalidArgument,
        $"The field {item.Name} was defined by New-MilvusField and belongs to no collection.")
    {
        Field = item.Name,
        RecommendedAction = "Pipe fields of Get-MilvusField, or name collection and field.",
    };
}

using Milvus.Core.Marshalling.Values;

namespace Milvus.Objects;

/// <summary>Finds the collection of an object from the pipeline.</summary>
internal static class Collections
{
    /// <exception cref="MilvusException">The object is a definition that does not belong to a collection yet.</exception>
    internal static string FindName(MilvusObject item) => item switch
    {
        Collection collection => collection.Name,
        Partition partition => partition.Collection,
        Index index => index.Collection,
        Namespace of => of.Collection,
        Snapshot snapshot => snapshot.Collection,
        RowPolicy policy => policy.Collection,
        PrincipalTag tag => tag.Collection,
        Replica replica => replica.Collection,
        Segment segment => segment.Collection,
        FlushState flush => flush.Collection,
        Field { Collection: { } owner } => owner,
        Function { Collection: { } owner } => owner,
        Field field => throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"The field {field.Name} was defined by New-MilvusField and does not belong to a collection.")
        {
            Field = field.Name,
            RecommendedAction = "Pipe fields of Get-MilvusField, or specify collection and field.",
        },
        Function function => throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"The function {function.Name} was defined by New-MilvusFunction and does not belong to a collection."),
        _ => throw new ArgumentException($"The collection of {ValueNames.Describe(item)} is unknown.", nameof(item)),
    };
}

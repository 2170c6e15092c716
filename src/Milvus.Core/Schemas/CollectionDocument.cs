namespace Milvus.Core.Schemas;

/// <summary>A collection in a schema file, without the ids, times and counts of the server.</summary>
internal sealed class CollectionDocument
{
    public string Name { get; init; } = string.Empty;

    public string? Description { get; init; }

    public bool EnableDynamicField { get; init; }

    public bool EnableNamespace { get; init; }

    public string? ConsistencyLevel { get; init; }

    public int ShardCount { get; init; }

    public long? PartitionCount { get; init; }

    public string? ExternalSource { get; init; }

    public string? ExternalSpec { get; init; }

    public IDictionary<string, string>? Properties { get; init; }

    public IReadOnlyList<FieldDocument> Fields { get; init; } = [];

    public IReadOnlyList<FunctionDocument>? Functions { get; init; }

    public IReadOnlyList<string>? Partitions { get; init; }

    public IReadOnlyList<IndexDocument>? Indexes { get; init; }

    internal static CollectionDocument From(CollectionBlueprint blueprint)
    {
        var collection = blueprint.Collection;
        return new CollectionDocument
        {
            Name = collection.Name,
            Description = NullIfEmpty(collection.Description),
            EnableDynamicField = collection.EnableDynamicField,
            EnableNamespace = collection.EnableNamespace,
            ConsistencyLevel = NullIfEmpty(collection.ConsistencyLevel),
            ShardCount = collection.ShardCount,
            // A server accepts the number only if it creates the partitions itself.
            PartitionCount = collection.Field.Any(field => field.PartitionKey) ? collection.PartitionCount : null,
            ExternalSource = NullIfEmpty(collection.ExternalSource),
            ExternalSpec = NullIfEmpty(collection.ExternalSpec),
            Properties = collection.Property.Count > 0 ? collection.Property : null,
            Fields = [.. collection.Field.Select(FieldDocument.From)],
            Functions = collection.Function.Count > 0 ? [.. collection.Function.Select(FunctionDocument.From)] : null,
            Partitions = blueprint.Partitions.Count > 0 ? blueprint.Partitions : null,
            Indexes = blueprint.Indexes.Count > 0 ? [.. blueprint.Indexes.Select(IndexDocument.From)] : null,
        };
    }

    internal CollectionBlueprint ToBlueprint(string? name = null)
    {
        var collection = new Collection
        {
            Name = name ?? Name,
            Description = Description ?? string.Empty,
            EnableDynamicField = EnableDynamicField,
            EnableNamespace = EnableNamespace,
            ConsistencyLevel = ConsistencyLevel ?? string.Empty,
            ShardCount = ShardCount,
            PartitionCount = PartitionCount,
            ExternalSource = ExternalSource ?? string.Empty,
            ExternalSpec = ExternalSpec ?? string.Empty,
            Field = [.. Fields.Select(field => field.ToField())],
            Function = [.. (Functions ?? []).Select(function => function.ToFunction())],
        };
        foreach (var (key, value) in Properties ?? new Dictionary<string, string>())
        {
            collection.Property[key] = value;
        }

        return new CollectionBlueprint(collection, Partitions ?? [], [.. (Indexes ?? []).Select(index => index.ToIndexParameter())]);
    }

    internal static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}

namespace Milvus.Schemas;

/// <summary>A schema file.</summary>
internal sealed class SchemaDocument
{
    /// <summary>What kind of file it is.</summary>
    public string Format { get; init; } = string.Empty;

    /// <summary>The version of the kind.</summary>
    public int Version { get; init; }

    /// <summary>The collections.</summary>
    public IReadOnlyList<CollectionDocument> Collections { get; init; } = [];
}

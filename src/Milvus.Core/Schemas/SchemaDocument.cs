namespace Milvus.Core.Schemas;

/// <summary>A schema file.</summary>
internal sealed class SchemaDocument
{
    /// <summary>The kind of the file.</summary>
    public string Format { get; init; } = string.Empty;

    /// <summary>The version of that kind.</summary>
    public int Version { get; init; }

    /// <summary>The collections.</summary>
    public IReadOnlyList<CollectionDocument> Collections { get; init; } = [];
}

namespace Milvus.Core.Calls;

/// <summary>The files and options of an import.</summary>
internal sealed class ImportRequest
{
    internal required string Collection { get; init; }

    /// <summary>The partition; null for the default one, or those of the partition key.</summary>
    internal string? Partition { get; init; }

    /// <summary>Files of the server's object store.</summary>
    internal required IReadOnlyList<string> Files { get; init; }

    /// <summary>Whether the files belong together, as NumPy files of one field each do.</summary>
    internal bool OneSet { get; init; }

    internal IReadOnlyDictionary<string, object?> Options { get; init; } = new Dictionary<string, object?>();

    /// <summary>A text that lets the server recognise a repeated request; null for none.</summary>
    internal string? IdempotencyKey { get; init; }
}

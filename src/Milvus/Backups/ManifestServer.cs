namespace Milvus.Backups;

/// <summary>The server that a backup comes from.</summary>
internal sealed class ManifestServer
{
    /// <summary>milvus, zilliz, lite or embedded.</summary>
    public string Type { get; init; } = string.Empty;

    public string Version { get; init; } = string.Empty;

    /// <summary>Its address without secrets, or the path of the embedded database.</summary>
    public string Address { get; init; } = string.Empty;
}

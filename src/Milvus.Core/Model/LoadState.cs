namespace Milvus;

/// <summary>The load state of a collection or a partition.</summary>
public sealed class LoadState : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The partition; null for the whole collection.</summary>
    public string? Partition { get; set; }

    /// <summary>NotLoad, Loading or Loaded.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>The loaded percentage, from 0 to 100.</summary>
    public int Progress { get; set; }
}

namespace Milvus;

/// <summary>A snapshot: the state of a collection at one moment, kept by the server.</summary>
public sealed class Snapshot : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>What it is for.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The partitions in it.</summary>
    public string[] Partition { get; set; } = [];

    /// <summary>When it was made, in UTC; null when the server does not say.</summary>
    public DateTime? Created { get; set; }

    /// <summary>Where the server keeps it; empty when it does not say.</summary>
    public string Location { get; set; } = string.Empty;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

namespace Milvus;

/// <summary>A snapshot: a stored state of a collection.</summary>
public sealed class Snapshot : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>A description.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The partitions in it.</summary>
    public string[] Partition { get; set; } = [];

    /// <summary>The creation time in UTC; null if the server does not report it.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The location on the server; empty if it does not report it.</summary>
    public string Location { get; set; } = string.Empty;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

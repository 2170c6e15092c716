namespace Milvus;

/// <summary>A partition of a collection.</summary>
public sealed class Partition : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The server's id.</summary>
    public long Id { get; set; }

    /// <summary>Rows as the server counts them: sealed ones, deletes ignored. Null when it was not asked.</summary>
    public long? RowCount { get; set; }

    /// <summary>NotLoad, Loading, Loaded; null when the server was not asked.</summary>
    public string? LoadState { get; set; }

    /// <summary>When it was made, in UTC; null when the server does not say.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

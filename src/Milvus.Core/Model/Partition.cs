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

    /// <summary>The server's statistic of rows: sealed rows, ignoring deletes. Null if not requested.</summary>
    public long? RowCount { get; set; }

    /// <summary>NotLoad, Loading, Loaded; null if not requested.</summary>
    public string? LoadState { get; set; }

    /// <summary>The creation time in UTC; null if the server does not report it.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

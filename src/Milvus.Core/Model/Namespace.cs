namespace Milvus;

/// <summary>A namespace of a collection: the rows of one tenant.</summary>
public sealed class Namespace : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>How it is, in the server's words.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>When it was made, in UTC; null when the server does not say.</summary>
    public DateTime? Created { get; set; }

    /// <summary>About how many rows it has; null when the server does not say.</summary>
    public long? RowCount { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

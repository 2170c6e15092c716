namespace Milvus;

/// <summary>A namespace of a collection: the rows of one tenant.</summary>
public sealed class Namespace : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The state, as the server reports it.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>The creation time in UTC; null if the server does not report it.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The approximate number of rows; null if the server does not report it.</summary>
    public long? RowCount { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

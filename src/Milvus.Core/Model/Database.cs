namespace Milvus;

/// <summary>A database: a space of names for collections.</summary>
public sealed class Database : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The server's id; 0 when it does not say.</summary>
    public long Id { get; set; }

    /// <summary>When it was made, in UTC; null when the server does not say.</summary>
    public DateTime? Created { get; set; }

    /// <summary>Its properties, for example database.max.collections; empty on servers that have none.</summary>
    public IDictionary<string, string> Property { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

namespace Milvus;

/// <summary>A database: a namespace for collections.</summary>
public sealed class Database : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The server's id; 0 if it does not report it.</summary>
    public long Id { get; set; }

    /// <summary>The creation time in UTC; null if the server does not report it.</summary>
    public DateTime? Created { get; set; }

    /// <summary>Its properties, for example database.max.collections; empty if the server has none.</summary>
    public IDictionary<string, string> Property { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The object with this name, as text in a pipeline is read. Only the name is set.</summary>
    public static explicit operator Database(string name) => new() { Name = name, IsName = true };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

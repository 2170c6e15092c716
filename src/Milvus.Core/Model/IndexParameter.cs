namespace Milvus;

/// <summary>An index definition: field, type and parameters.</summary>
public sealed class IndexParameter : MilvusObject
{
    /// <summary>The field.</summary>
    public string Field { get; set; } = string.Empty;

    /// <summary>The name; empty for the field's name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>AUTOINDEX, HNSW, STL_SORT …</summary>
    public string IndexType { get; set; } = string.Empty;

    /// <summary>COSINE, IP, L2 …; empty for scalar fields and for the server's default.</summary>
    public string MetricType { get; set; } = string.Empty;

    /// <summary>Build parameters, for example M and efConstruction.</summary>
    public IDictionary<string, object?> Parameter { get; set; } = new SortedDictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The field and the type.</summary>
    public override string ToString() => $"{IndexType} on {Field}";
}

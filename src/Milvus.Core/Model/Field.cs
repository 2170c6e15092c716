namespace Milvus;

/// <summary>A field of a collection, as defined or to be defined.</summary>
public sealed class Field : MilvusObject
{
    /// <summary>The name, unique in the collection.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The server's id of the field; 0 until the collection exists.</summary>
    public long Id { get; set; }

    /// <summary>The type of a value.</summary>
    public DataType Type { get; set; }

    /// <summary>The type of an element when <see cref="Type"/> is Array; None otherwise.</summary>
    public DataType ElementType { get; set; }

    /// <summary>Whether it is the key of the collection.</summary>
    public bool PrimaryKey { get; set; }

    /// <summary>Whether the server makes the keys.</summary>
    public bool AutoId { get; set; }

    /// <summary>Whether it decides the partition of a row.</summary>
    public bool PartitionKey { get; set; }

    /// <summary>Whether rows are clustered by it.</summary>
    public bool ClusteringKey { get; set; }

    /// <summary>Whether it takes null.</summary>
    public bool Nullable { get; set; }

    /// <summary>The value of a row that gives none; null when there is no default.</summary>
    public object? DefaultValue { get; set; }

    /// <summary>Components of a vector (bits, for a binary one); null for other types and sparse vectors.</summary>
    public int? Dimension { get; set; }

    /// <summary>Bytes a text may have; null for other types.</summary>
    public int? MaxLength { get; set; }

    /// <summary>Elements an array may have; null for other types.</summary>
    public int? MaxCapacity { get; set; }

    /// <summary>The fields of an element when <see cref="ElementType"/> is Struct; empty otherwise.</summary>
    public IReadOnlyList<Field> StructField
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The column of an external source that it stands for; empty in other collections.</summary>
    public string ExternalField { get; set; } = string.Empty;

    /// <summary>The collection it was read from; null for a definition.</summary>
    public string? Collection { get; set; }

    /// <summary>What the field is for.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>Whether it holds the keys that are in no other field.</summary>
    public bool IsDynamic { get; set; }

    /// <summary>Whether a function of the collection computes it, so that rows must not carry it.</summary>
    public bool IsFunctionOutput { get; set; }

    /// <summary>All other parameters of the type, as the server has them.</summary>
    public IDictionary<string, string> Parameter { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

using Milvus.Core.Model;

namespace Milvus;

/// <summary>A field of a collection, or a field definition.</summary>
public sealed class Field : MilvusObject
{
    /// <summary>The name, unique in the collection.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The id of the field; 0 until the collection exists.</summary>
    public long Id { get; set; }

    /// <summary>The type of a value.</summary>
    public DataType Type { get; set; }

    /// <summary>The type of an element if <see cref="Type"/> is an array; None otherwise.</summary>
    public DataType ElementType { get; set; }

    /// <summary>Whether it is the primary key of the collection.</summary>
    public bool PrimaryKey { get; set; }

    /// <summary>Whether the server generates the keys.</summary>
    public bool AutoId { get; set; }

    /// <summary>Whether it is the partition key.</summary>
    public bool PartitionKey { get; set; }

    /// <summary>Whether it is the clustering key.</summary>
    public bool ClusteringKey { get; set; }

    /// <summary>Whether it accepts null.</summary>
    public bool Nullable { get; set; }

    /// <summary>The default value; null for none.</summary>
    public object? DefaultValue { get; set; }

    /// <summary>The dimension of a vector (of a binary vector, in bits); null for sparse vectors and other types.</summary>
    public int? Dimension { get; set; }

    /// <summary>The maximum number of bytes of a text; null for other types.</summary>
    public int? MaxLength { get; set; }

    /// <summary>The maximum number of elements of an array; null for other types.</summary>
    public int? MaxCapacity { get; set; }

    /// <summary>The fields of an element if <see cref="ElementType"/> is Struct; empty otherwise.</summary>
    public IReadOnlyList<Field> StructField
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The column of the external source; empty in other collections.</summary>
    public string ExternalField { get; set; } = string.Empty;

    /// <summary>The collection it was read from; null for a definition.</summary>
    public string? Collection { get; set; }

    /// <summary>A description of the field.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>Whether it is the dynamic field.</summary>
    public bool IsDynamic { get; set; }

    /// <summary>Whether a function of the collection computes it, so that rows must not contain it.</summary>
    public bool IsFunctionOutput { get; set; }

    /// <summary>All other parameters of the type.</summary>
    public IDictionary<string, string> Parameter { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

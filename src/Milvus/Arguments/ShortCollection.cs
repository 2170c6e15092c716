namespace Milvus;

/// <summary>The short form of a new collection: a key, a vector, its index, and the dynamic field.</summary>
public sealed class ShortCollection
{
    /// <summary>The name of the collection.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The dimension of the vector.</summary>
    public int Dimension { get; set; }

    /// <summary>The name of the key.</summary>
    public string PrimaryField { get; set; } = "id";

    /// <summary>The type of the key: Int64 or VarChar.</summary>
    public DataTypeName IdType { get; set; } = new(DataType.Int64);

    /// <summary>The maximum number of bytes of a text key.</summary>
    public int MaxLength { get; set; } = 65_535;

    /// <summary>Whether the server generates the keys.</summary>
    public bool AutoId { get; set; }

    /// <summary>The name of the vector field.</summary>
    public string VectorField { get; set; } = "vector";

    /// <summary>The metric: COSINE, IP, L2.</summary>
    public string MetricType { get; set; } = "COSINE";

    /// <summary>A description of the collection; that of the cmdlet when left out.</summary>
    public string? Description { get; set; }

    /// <summary>The default consistency level of reads; that of the cmdlet when left out.</summary>
    public string? ConsistencyLevel { get; set; }

    /// <summary>Whether rows may have keys that are not fields; that of the cmdlet when left out.</summary>
    public bool? EnableDynamicField { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal List<Field> ToFields() =>
    [
        new Field
        {
            Name = PrimaryField,
            Type = IdType,
            PrimaryKey = true,
            AutoId = AutoId,
            MaxLength = IdType == DataType.VarChar ? MaxLength : null,
        },
        new Field { Name = VectorField, Type = DataType.FloatVector, Dimension = Dimension },
    ];
}

namespace Milvus.Core.Types;

/// <summary>
/// A type of fields: how its values travel, are kept and are spelled, and what a field of it can be. An entry of
/// <see cref="FieldTypes.All"/> adds one.
/// </summary>
/// <param name="Type">Its name and its number in the contract.</param>
/// <param name="Family">What kind of values it has.</param>
/// <param name="Wire">The list of the contract that its values travel in.</param>
internal sealed record FieldType(DataType Type, FieldFamily Family, WireCase Wire)
{
    /// <summary>The numbers that its values are, or are kept as; null where they are not numbers.</summary>
    public NumberKind? Number { get; init; }

    /// <summary>Its column in Parquet files, or that of its elements, as Arrow names types.</summary>
    public string Parquet { get; init; } = "utf8";

    /// <summary>The columns of Parquet files that an import of it reads.</summary>
    public IReadOnlyList<string> ParquetSources { get; init; } = ["utf8"];

    /// <summary>
    /// The arrays that an import of it reads, as NumPy names types without the order of bytes: "U" is text of any length.
    /// </summary>
    public IReadOnlyList<string> Numpy { get; init; } = [];

    /// <summary>Its name in the C++ core of Milvus, where that is not its name in capitals.</summary>
    public string? CoreName { get; init; }

    /// <summary>The bits of a vector for each of its dimensions; 0 where vectors have no fixed size, and for other types.</summary>
    public int DimensionBits { get; init; }

    /// <summary>
    /// The first version of Milvus that has fields of it; null for all versions since 2.3. An earlier one creates the collection, and
    /// refuses its rows.
    /// </summary>
    public Version? Since { get; init; }

    /// <summary>Whether it can be the type of a field; the embedded engine has all of these.</summary>
    public bool IsField { get; init; } = true;

    /// <summary>Whether it can be the type of the primary key, and of the partition key.</summary>
    public bool IsKey { get; init; }

    /// <summary>Whether rows can be clustered by it.</summary>
    public bool IsClusteringKey { get; init; } = true;

    /// <summary>Whether it can be the type of an array's elements.</summary>
    public bool IsElement { get; init; }

    /// <summary>Whether a field of it can have a default value.</summary>
    public bool HasDefault { get; init; }

    /// <summary>Whether rows can be sorted by it.</summary>
    public bool IsSortable { get; init; }

    /// <summary>Whether rows can be grouped by it.</summary>
    public bool IsGroupable { get; init; }

    /// <summary>Whether a filter can name a field of it by itself.</summary>
    public bool IsFilterable { get; init; } = true;

    /// <summary>Whether its values are numbers to count with.</summary>
    public bool IsNumber => Family is FieldFamily.Integer or FieldFamily.Float;

    /// <summary>Whether its values are vectors.</summary>
    public bool IsVector =>
        Family is FieldFamily.FloatVector or FieldFamily.IntegerVector or FieldFamily.BitVector or FieldFamily.SparseVector;

    /// <summary>The bytes of a vector of a dimension.</summary>
    public long CountBytes(int dimension) => ((long)dimension * DimensionBits + 7) / 8;

    /// <summary>Whether its values are spelled as texts, in JSON and in CSV.</summary>
    public bool IsText => Wire is WireCase.String or WireCase.Geometry;
}

using System.Numerics;

namespace Milvus.Core.Types;

/// <summary>The table of field types. Columns, values, checks, imports, exports, filters, completion and documentation follow it.</summary>
internal static class FieldTypes
{
    // "Applicable versions" of the pages of the types in the documentation of Milvus 2.6. Within 2.6, later patches add some of them.
    private static readonly Version _withSparse = new(2, 4);
    private static readonly Version _newest = new(2, 6);

    private static readonly string[] _floatSources = ["int8", "int16", "int32", "int64", "float32", "float64"];
    private static readonly string[] _halfSources = ["uint8", "float32", "float64"];

    /// <summary>All field types, in the order that users are offered them in.</summary>
    public static IReadOnlyList<FieldType> All { get; } =
    [
        new(DataType.Bool, FieldFamily.Boolean, WireCase.Bool)
        {
            Parquet = "bool",
            ParquetSources = ["bool"],
            Numpy = ["b1"],
            IsElement = true,
            HasDefault = true,
            IsSortable = true,
            IsGroupable = true,
        },
        Integer<sbyte>(DataType.Int8, WireCase.Int, "int8", "i1", "int8"),
        Integer<short>(DataType.Int16, WireCase.Int, "int16", "i2", "int8", "int16"),
        Integer<int>(DataType.Int32, WireCase.Int, "int32", "i4", "int8", "int16", "int32"),
        Integer<long>(DataType.Int64, WireCase.Long, "int64", "i8", "int8", "int16", "int32", "int64") with { IsKey = true },
        Float<float>(DataType.Float, WireCase.Float, "float32", "f4"),
        Float<double>(DataType.Double, WireCase.Double, "float64", "f8"),
        new(DataType.String, FieldFamily.Text, WireCase.String) { IsField = false },
        new(DataType.VarChar, FieldFamily.Text, WireCase.String)
        {
            Numpy = ["U"],
            IsKey = true,
            IsElement = true,
            HasDefault = true,
            IsSortable = true,
            IsGroupable = true,
        },
        new(DataType.Text, FieldFamily.Text, WireCase.String) { Since = _newest, Numpy = ["U"], IsFilterable = false },
        new(DataType.Timestamptz, FieldFamily.Time, WireCase.String)
        {
            Since = _newest,
            // Microseconds since 1970.
            Number = NumberKind.Integer<long>(),
            HasDefault = true,
            IsSortable = true,
            IsGroupable = true,
        },
        new(DataType.Geometry, FieldFamily.Shape, WireCase.Geometry) { Since = _newest, HasDefault = true },
        new(DataType.Json, FieldFamily.Json, WireCase.Json) { Numpy = ["U"], IsClusteringKey = false },
        new(DataType.Array, FieldFamily.Array, WireCase.Array) { IsClusteringKey = false },
        Vector(DataType.FloatVector, FieldFamily.FloatVector, "float32", "VECTOR_FLOAT", "f4", "f8") with
        {
            ParquetSources = _floatSources,
            DimensionBits = 32,
        },
        Vector(DataType.Float16Vector, FieldFamily.FloatVector, "uint8", "VECTOR_FLOAT16", "u1", "f2", "f4", "f8") with
        {
            Since = _withSparse,
            ParquetSources = _halfSources,
            DimensionBits = 16,
        },
        Vector(DataType.BFloat16Vector, FieldFamily.FloatVector, "uint8", "VECTOR_BFLOAT16", "u1", "f4", "f8") with
        {
            Since = _withSparse,
            ParquetSources = _halfSources,
            DimensionBits = 16,
        },
        Vector(DataType.Int8Vector, FieldFamily.IntegerVector, "int8", "VECTOR_INT8", "i1") with { Since = _newest, DimensionBits = 8 },
        Vector(DataType.BinaryVector, FieldFamily.BitVector, "uint8", "VECTOR_BINARY", "u1") with
        {
            IsClusteringKey = false,
            DimensionBits = 1,
        },
        new(DataType.SparseFloatVector, FieldFamily.SparseVector, WireCase.Vector)
        {
            Since = _withSparse,
            CoreName = "VECTOR_SPARSE_U32_F32",
            IsClusteringKey = false,
        },
        new(DataType.ArrayOfVector, FieldFamily.VectorList, WireCase.Vector)
        {
            Since = _newest,
            CoreName = "VECTOR_ARRAY",
            IsField = false,
        },
        new(DataType.ArrayOfStruct, FieldFamily.Struct, WireCase.Struct) { Since = _newest, IsField = false },
        new(DataType.Struct, FieldFamily.Struct, WireCase.Struct) { IsField = false },
    ];

    private static readonly FieldType _unknown = new(DataType.None, FieldFamily.None, WireCase.None) { IsField = false };

    private static readonly Dictionary<DataType, FieldType> _byType = All.ToDictionary(type => type.Type);

    /// <summary>The entry of a type; for one that is not in the table an entry without any ability.</summary>
    public static FieldType Of(DataType type) => _byType.GetValueOrDefault(type, _unknown);

    /// <summary>The types of some families, in the order of the table.</summary>
    public static IReadOnlyList<DataType> In(params FieldFamily[] families) => Where(type => families.Contains(type.Family));

    /// <summary>The types that have something in common, in the order of the table.</summary>
    public static IReadOnlyList<DataType> Where(Func<FieldType, bool> condition) => [.. All.Where(condition).Select(type => type.Type)];

    private static FieldType Integer<T>(DataType type, WireCase wire, string parquet, string numpy, params string[] sources)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        Number(type, FieldFamily.Integer, wire, NumberKind.Integer<T>(), parquet, numpy) with
        {
            ParquetSources = sources,
            IsGroupable = true,
        };

    private static FieldType Float<T>(DataType type, WireCase wire, string parquet, string numpy)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
        Number(type, FieldFamily.Float, wire, NumberKind.Float<T>(), parquet, numpy) with { ParquetSources = _floatSources };

    private static FieldType Number(DataType type, FieldFamily family, WireCase wire, NumberKind kind, string parquet, string numpy) =>
        new(type, family, wire)
        {
            Number = kind,
            Parquet = parquet,
            Numpy = [numpy],
            IsElement = true,
            HasDefault = true,
            IsSortable = true,
        };

    private static FieldType Vector(DataType type, FieldFamily family, string parquet, string coreName, params string[] numpy) =>
        new(type, family, WireCase.Vector)
        {
            Parquet = parquet,
            ParquetSources = [parquet],
            Numpy = numpy,
            CoreName = coreName,
        };
}

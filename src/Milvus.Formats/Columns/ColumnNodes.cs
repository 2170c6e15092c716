using Milvus.Parquet.Format;

namespace Milvus.Formats.Columns;

/// <summary>Describes columns of other formats as the columns of a Parquet file with the same values.</summary>
internal static class ColumnNodes
{
    /// <summary>The usual name of the elements of a list.</summary>
    internal const string Element = "element";

    /// <param name="name">The name.</param>
    /// <param name="type">The type of the values.</param>
    /// <param name="scale">The scale of decimals.</param>
    /// <param name="unit">The number of time units in a second.</param>
    /// <param name="utc">For timestamps: whether they are instants, not local times.</param>
    internal static ParquetNode CreateLeaf(string name, LeafType type, int scale = 0, long unit = 0, bool utc = false) => new()
    {
        Name = name,
        Kind = NodeKind.Leaf,
        IsNullable = true,
        Defined = 1,
        Leaf = new Leaf(0, name, PhysicalType.ByteArray, type, 0, 1, 0, scale, unit, utc),
    };

    internal static ParquetNode CreateList(string name, ParquetNode item) => Create(name, NodeKind.List, [item]);

    internal static ParquetNode CreateStruct(string name, IReadOnlyList<ParquetNode> parts) => Create(name, NodeKind.Struct, parts);

    internal static ParquetNode CreateMap(string name, ParquetNode key, ParquetNode value) => Create(name, NodeKind.Map, [key, value]);

    private static ParquetNode Create(string name, NodeKind kind, IReadOnlyList<ParquetNode> children) => new()
    {
        Name = name,
        Kind = kind,
        IsNullable = true,
        Defined = 1,
        Children = children,
    };
}

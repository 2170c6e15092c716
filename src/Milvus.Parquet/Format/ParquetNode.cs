namespace Milvus.Parquet.Format;

/// <summary>The kind of a node of the schema.</summary>
internal enum NodeKind
{
    Leaf,
    List,
    Struct,
    Map,
}

/// <summary>A column, or a part of one.</summary>
internal sealed class ParquetNode
{
    internal required string Name { get; init; }

    internal required NodeKind Kind { get; init; }

    internal bool IsNullable { get; init; }

    /// <summary>The minimum definition level at which the node is not null.</summary>
    internal required int Defined { get; init; }

    /// <summary>For a list or a map: the minimum definition level at which it has elements.</summary>
    internal int HasElements { get; init; }

    /// <summary>For a list or a map: the repetition level of its elements, except the first.</summary>
    internal int Repetition { get; init; }

    /// <summary>The element of a list, the fields of a struct, or the key and the value of a map.</summary>
    internal IReadOnlyList<ParquetNode> Children { get; init; } = [];

    internal Leaf? Leaf { get; init; }

    /// <summary>The element of a list.</summary>
    internal ParquetNode? Item => Kind == NodeKind.List ? Children[0] : null;

    /// <summary>The name of the type in Arrow.</summary>
    internal string TypeName => Kind switch
    {
        NodeKind.List => $"list<{Children[0].Name}: {Children[0].TypeName}{(Children[0].IsNullable ? ", nullable" : "")}>",
        NodeKind.Struct => $"struct<{string.Join(", ", Children.Select(child => $"{child.Name}: {child.TypeName}"))}>",
        NodeKind.Map => $"map<{string.Join(", ", Children.Select(child => child.TypeName))}>",
        _ => Leaf!.TypeName,
    };

    /// <summary>The leaves below the node, in the order of the schema.</summary>
    internal IEnumerable<Leaf> Leaves => Leaf is not null ? [Leaf] : Children.SelectMany(child => child.Leaves);
}

/// <summary>A leaf of the schema, which has a column chunk in each row group.</summary>
/// <param name="Index">Its index among the columns of a row group.</param>
/// <param name="Path">Its name, preceded by those of the nodes above it.</param>
/// <param name="Width">The size of a value of fixed length in bytes.</param>
/// <param name="MaxDefinition">The definition level of a value that is not null.</param>
/// <param name="MaxRepetition">The maximum repetition level.</param>
/// <param name="Scale">The scale of a decimal.</param>
/// <param name="UnitTicks">The number of time units in a second.</param>
/// <param name="IsUtc">For a timestamp: whether it is an instant, not a local time.</param>
internal sealed record Leaf(
    int Index,
    string Path,
    PhysicalType Physical,
    LeafType Type,
    int Width,
    int MaxDefinition,
    int MaxRepetition,
    int Scale,
    long UnitTicks,
    bool IsUtc)
{
    internal string TypeName => Type.ToArrowName();
}

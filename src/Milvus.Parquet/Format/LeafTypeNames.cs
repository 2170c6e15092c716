namespace Milvus.Parquet.Format;

/// <summary>The names of the types of leaves, as Arrow spells them.</summary>
internal static class LeafTypeNames
{
    private static readonly Dictionary<string, LeafType> _byName =
        Enum.GetValues<LeafType>().ToDictionary(type => type.ToArrowName(), StringComparer.Ordinal);

    /// <summary>The name of a type.</summary>
    internal static string ToArrowName(this LeafType type) => type switch
    {
        LeafType.Boolean => "bool",
        LeafType.Float16 => "halffloat",
        LeafType.Float => "float32",
        LeafType.Double => "float64",
        LeafType.Text => "utf8",
        LeafType.Bytes => "binary",
        LeafType.Date => "date32",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <summary>The type with a name.</summary>
    /// <exception cref="KeyNotFoundException">No type has the name.</exception>
    internal static LeafType Parse(string arrowName) => _byName[arrowName];
}

using Milvus.Core.Types;
using Milvus.Names;

namespace Milvus;

/// <summary>
/// A data type as an argument, in the spelling of Milvus (FLOAT_VECTOR, INT64) or of [Milvus.DataType] (FloatVector, Int64). PowerShell
/// converts an argument by these constructors also where a cmdlet is replaced by a mock.
/// </summary>
public sealed class DataTypeName : IEquatable<DataTypeName>
{
    private readonly DataType _type;

    /// <summary>The types of fields and of their elements.</summary>
    internal static IReadOnlyList<string> Known { get; } =
        [.. FieldTypes.All.Where(type => type.IsField || type.Type == DataType.Struct).Select(type => type.Type.ToString())];

    /// <summary>A data type from its name.</summary>
    /// <exception cref="ArgumentException">The type is unknown.</exception>
    public DataTypeName(string name)
    {
        var plain = name.Replace("_", string.Empty, StringComparison.Ordinal);
        if (!Enum.TryParse(plain, ignoreCase: true, out _type) || !Enum.IsDefined(_type))
        {
            var hint = NearName.Find(plain, Known) is { } near ? $" Did you mean {Spell(near, name)}?" : string.Empty;
            throw new ArgumentException($"'{name}' is not a data type.{hint} Use one of {string.Join(", ", Known)}.", nameof(name));
        }
    }

    /// <summary>A data type from the enumeration.</summary>
    public DataTypeName(DataType type) => _type = type;

    /// <summary>The data type.</summary>
    public static implicit operator DataType(DataTypeName? name) => name?._type ?? DataType.None;

    /// <summary>Whether both are the same type.</summary>
    public bool Equals(DataTypeName? other) => other?._type == _type;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DataTypeName);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_type;

    // In the spelling that the user wrote: FLOAT_VECTOR or FloatVector.
    private static string Spell(string known, string given) => given.Any(char.IsLower)
        ? known
        : known.Replace("SparseFloat", "Sparse_Float", StringComparison.Ordinal)
            .Replace("Vector", "_Vector", StringComparison.Ordinal)
            .ToUpperInvariant();

    /// <summary>The name of the enumeration.</summary>
    public override string ToString() => _type.ToString();
}

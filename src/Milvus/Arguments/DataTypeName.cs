using Milvus.Core.Types;
using Milvus.Names;

namespace Milvus;

/// <summary>
/// A data type as an argument, in the spelling of Milvus (FLOAT_VECTOR, INT64) or of [Milvus.DataType] (FloatVector, Int64). PowerShell
/// converts an argument by these constructors also where a cmdlet is replaced by a mock.
/// </summary>
public sealed class DataTypeName : IEquatable<DataTypeName>
{
    // The words of PowerShell, .NET, Python and SQL for the types.
    private static readonly Dictionary<string, string> _words = new(StringComparer.Ordinal)
    {
        ["VarChar"] = "string str nvarchar char guid uuid",
        ["Int64"] = "int integer long bigint uint uint32 ulong uint64 number",
        ["Int16"] = "short smallint byte",
        ["Int8"] = "sbyte tinyint",
        ["Bool"] = "boolean switch bit",
        ["Float"] = "single float32 real",
        ["Double"] = "decimal float64 numeric",
        ["FloatVector"] = "float[] single[] double[] vector embedding",
        ["Float16Vector"] = "half[]",
        ["Int8Vector"] = "sbyte[]",
        ["BinaryVector"] = "byte[]",
        ["Timestamptz"] = "datetime datetimeoffset date time timestamp",
        ["Json"] = "hashtable object psobject pscustomobject dict",
        ["Array"] = "list string[] int[] long[] object[]",
    };

    private static readonly Dictionary<string, string> _others = _words
        .SelectMany(pair => pair.Value.Split(' '), (pair, word) => (Word: word, Type: pair.Key))
        .ToDictionary(pair => pair.Word, pair => pair.Type, StringComparer.OrdinalIgnoreCase);

    private readonly DataType _type;

    /// <summary>The types of fields and of their elements.</summary>
    internal static IReadOnlyList<string> Known { get; } =
        [.. FieldTypes.All.Where(type => type.IsField || type.Type == DataType.Struct).Select(type => type.Type.ToString())];

    /// <summary>A data type from its name.</summary>
    /// <exception cref="ArgumentException">The type is unknown.</exception>
    public DataTypeName(string name)
    {
        var plain = name.Replace("_", string.Empty, StringComparison.Ordinal);
        // No field can have the last two.
        if (!Enum.TryParse(plain, ignoreCase: true, out _type) || !Enum.IsDefined(_type) || _type is DataType.None or DataType.String)
        {
            var hint = (FindOther(plain) ?? NearName.Find(plain, Known)) is { } near ? $" Did you mean {Spell(near, name)}?" : string.Empty;
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

    // A type of PowerShell, .NET or a database of tables, which has another name in Milvus.
    private static string? FindOther(string name)
    {
        const string Prefix = "System.";
        var word = name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name[Prefix.Length..] : name;
        return _others.GetValueOrDefault(word)
            ?? Known.FirstOrDefault(known => known.Equals(word, StringComparison.OrdinalIgnoreCase));
    }

    // In the spelling that the user wrote: FLOAT_VECTOR or FloatVector.
    private static string Spell(string known, string given) => given.Any(char.IsLower)
        ? known
        : known.Replace("SparseFloat", "Sparse_Float", StringComparison.Ordinal)
            .Replace("Vector", "_Vector", StringComparison.Ordinal)
            .ToUpperInvariant();

    /// <summary>The name of the enumeration.</summary>
    public override string ToString() => _type.ToString();
}

namespace Milvus.Embedded.Filter.Plan;

internal enum ConstantKind
{
    Bool,
    Int64,
    Double,
    String,
    Array,
}

/// <summary>A constant in the expression, or the value of a template variable.</summary>
internal readonly struct Constant
{
    private readonly long _bits;
    private readonly object? _reference;

    private Constant(ConstantKind kind, long bits, object? reference)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
    }

    public ConstantKind Kind { get; }

    public bool Bool => _bits != 0;

    public long Int64 => _bits;

    public double Double => BitConverter.Int64BitsToDouble(_bits);

    public string String => (string)_reference!;

    public Constant[] Items => (Constant[])_reference!;

    public bool IsNumber => Kind is ConstantKind.Int64 or ConstantKind.Double;

    /// <summary>A number as a double.</summary>
    public double Number => Kind == ConstantKind.Int64 ? Int64 : Double;

    public static Constant Of(bool value) => new(ConstantKind.Bool, value ? 1 : 0, null);

    public static Constant Of(long value) => new(ConstantKind.Int64, value, null);

    public static Constant Of(double value) => new(ConstantKind.Double, BitConverter.DoubleToInt64Bits(value), null);

    public static Constant Of(string value) => new(ConstantKind.String, 0, value);

    public static Constant Of(Constant[] items) => new(ConstantKind.Array, 0, items);
}

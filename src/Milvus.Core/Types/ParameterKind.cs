namespace Milvus.Types;

/// <summary>What a parameter of an index can be.</summary>
internal enum ParameterKind
{
    /// <summary>Not checked here: servers decide.</summary>
    Any,

    /// <summary>A whole number in a range.</summary>
    Integer,

    /// <summary>A number in a range.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>One of a list of words.</summary>
    Choice,

    /// <summary>A whole number that the dimension is a multiple of.</summary>
    Divisor,
}

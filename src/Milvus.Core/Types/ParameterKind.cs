namespace Milvus.Core.Types;

/// <summary>The kind of values of a parameter of an index.</summary>
internal enum ParameterKind
{
    /// <summary>Not checked here; servers check it.</summary>
    Any,

    /// <summary>An integer in a range.</summary>
    Integer,

    /// <summary>A number in a range.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>One value of a list.</summary>
    Choice,

    /// <summary>An integer that divides the dimension.</summary>
    Divisor,
}

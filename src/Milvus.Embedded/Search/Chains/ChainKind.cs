namespace Milvus.Embedded.Search.Chains;

/// <summary>What the values of a column in a chain are.</summary>
internal enum ChainKind
{
    /// <summary>A 32-bit float: the score, all that functions compute, and fields of that type.</summary>
    Float,

    /// <summary>Another number, or a moment in microseconds.</summary>
    Number,

    Text,

    Bool,
}

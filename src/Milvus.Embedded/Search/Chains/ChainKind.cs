namespace Milvus.Embedded.Search.Chains;

/// <summary>The type of the values of a column in a chain.</summary>
internal enum ChainKind
{
    /// <summary>A float32: the score, the results of functions, and FLOAT fields.</summary>
    Float,

    /// <summary>Any other number, or a timestamp in microseconds.</summary>
    Number,

    Text,

    Bool,
}

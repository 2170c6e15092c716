namespace Milvus.Conditions;

/// <summary>How an operator compares its operands.</summary>
internal enum ComparisonKind
{
    /// <summary>By equality.</summary>
    Equality,

    /// <summary>By order.</summary>
    Order,

    /// <summary>By a pattern with wildcards.</summary>
    Like,

    /// <summary>By a regular expression.</summary>
    Match,

    /// <summary>The left list contains the right value.</summary>
    Contains,

    /// <summary>The right list contains the left value.</summary>
    In,
}

using System.Management.Automation.Language;

namespace Milvus.Conditions;

/// <summary>A part of a script block, reduced to what a filter can express.</summary>
/// <param name="At">Its place in the script.</param>
internal abstract record ConditionNode(IScriptExtent At)
{
    /// <summary>A property of the row: the name of a field or a dynamic key, then keys (text) and positions (long) inside of it.</summary>
    internal sealed record Member(IScriptExtent At, IReadOnlyList<object> Path) : ConditionNode(At);

    /// <summary>A constant, or the value of a variable: null, a single value, or a list of them.</summary>
    internal sealed record Value(IScriptExtent At, object? Content) : ConditionNode(At);

    /// <summary>Two operands with an arithmetic operator of the filter language.</summary>
    internal sealed record Arithmetic(IScriptExtent At, string Symbol, ConditionNode Left, ConditionNode Right) : ConditionNode(At);

    /// <summary>An operand with a sign.</summary>
    internal sealed record Signed(IScriptExtent At, string Symbol, ConditionNode Operand) : ConditionNode(At);

    /// <summary>Two operands that are compared.</summary>
    internal sealed record Comparison(IScriptExtent At, ComparisonOperator Operator, ConditionNode Left, ConditionNode Right)
        : ConditionNode(At);

    /// <summary>Two conditions with and, or.</summary>
    internal sealed record Logic(IScriptExtent At, string Word, ConditionNode Left, ConditionNode Right) : ConditionNode(At);

    /// <summary>The negation of a condition.</summary>
    internal sealed record Not(IScriptExtent At, ConditionNode Operand) : ConditionNode(At);
}

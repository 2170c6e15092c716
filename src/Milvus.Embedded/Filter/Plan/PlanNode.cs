using Milvus.Embedded.Filter.Like;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>
/// A bound condition: true, false or unknown for each row, unknown where a null decides. What a row lacks without being
/// null (a JSON key, an array element) makes a condition false, except `!=` on JSON, which it makes true. The family is closed.
/// </summary>
internal abstract record PlanNode;

internal sealed record TruthPlan(bool Value) : PlanNode;

internal sealed record NotPlan(PlanNode Operand) : PlanNode;

internal sealed record LogicalPlan(bool IsAnd, IReadOnlyList<PlanNode> Operands) : PlanNode;

/// <summary>A comparison. A constant stands on the right and is of the left side's kind, unless that is JSON.</summary>
internal sealed record ComparePlan(Comparison Comparison, Operand Left, Operand Right) : PlanNode
{
    /// <summary>What the comparison is for a row that lacks a value.</summary>
    public bool IfAbsent => Comparison == Comparison.NotEqual && (Left.IsJson || Right.IsJson);
}

/// <summary>Whether a whole array equals a list.</summary>
internal sealed record ArrayEqualPlan(Operand Source, Constant[] Items, bool Negated) : PlanNode;

internal sealed record InPlan(Operand Operand, IReadOnlyList<Constant> Values) : PlanNode;

internal sealed record LikePlan(Operand Operand, LikePattern Pattern) : PlanNode;

/// <summary>Whether a path finds a value that is not JSON's null. Never unknown.</summary>
internal sealed record ExistsPlan(JsonOperand Operand) : PlanNode;

/// <summary>Whether a field is null. Never unknown.</summary>
internal sealed record NullPlan(string Column) : PlanNode;

internal sealed record ContainsPlan(Operand Source, ContainsMode Mode, Constant[] Elements) : PlanNode;

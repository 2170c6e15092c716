using Milvus.Embedded.Filter.Like;
using Milvus.Embedded.Filter.RegularExpressions;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>
/// A bound condition, with the values true, false and UNKNOWN (three-valued logic). It is UNKNOWN for a null, for a missing JSON key or
/// array element, and for a JSON value of another type than the condition compares with. The set of subclasses is closed.
/// </summary>
internal abstract record PlanNode;

internal sealed record BooleanPlan(bool Value) : PlanNode;

/// <summary>A random sample of the rows that match a condition. It is not an operand of other conditions.</summary>
/// <param name="Predicate">The condition.</param>
/// <param name="Factor">The share of the rows, between 0 and 1, both excluded.</param>
internal sealed record SamplePlan(PlanNode Predicate, double Factor) : PlanNode;

internal sealed record NotPlan(PlanNode Operand) : PlanNode;

internal sealed record LogicalPlan(bool IsAnd, IReadOnlyList<PlanNode> Operands) : PlanNode;

/// <summary>A comparison. A constant is on the right, and has the type of the left side unless that is JSON.</summary>
internal sealed record ComparePlan(Comparison Comparison, Operand Left, Operand Right) : PlanNode;

/// <summary>Whether a whole array equals a list.</summary>
internal sealed record ArrayEqualPlan(Operand Source, Constant[] Items, bool Negated) : PlanNode;

internal sealed record InPlan(Operand Operand, IReadOnlyList<Constant> Values) : PlanNode;

internal sealed record LikePlan(Operand Operand, LikePattern Pattern) : PlanNode;

/// <summary>Whether a regular expression matches a part of a text.</summary>
internal sealed record RegexPlan(Operand Operand, RegexPattern Pattern) : PlanNode;

/// <summary>
/// Whether there is a value at a path that is not empty. A null, and an object or array of only nulls, are empty. It is never UNKNOWN.
/// </summary>
internal sealed record ExistsPlan(JsonOperand Operand) : PlanNode;

/// <summary>Whether a field is null. It is never UNKNOWN.</summary>
internal sealed record NullPlan(string Column) : PlanNode;

internal sealed record ContainsPlan(Operand Source, ContainsMode Mode, Constant[] Elements) : PlanNode;

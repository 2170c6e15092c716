using Milvus.Embedded.Filter.Like;
using Milvus.Embedded.Filter.RegularExpressions;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>
/// A bound condition: true, false or unknown for each row. A null makes it unknown, and so does what a row lacks (a JSON key, an
/// array element) and JSON of another type than the condition asks for. The family is closed.
/// </summary>
internal abstract record PlanNode;

internal sealed record BooleanPlan(bool Value) : PlanNode;

/// <summary>Some of the rows that meet a condition, by chance. It stands alone, not in other conditions.</summary>
/// <param name="Predicate">The condition.</param>
/// <param name="Factor">The part of the rows, more than 0 and less than 1.</param>
internal sealed record SamplePlan(PlanNode Predicate, double Factor) : PlanNode;

internal sealed record NotPlan(PlanNode Operand) : PlanNode;

internal sealed record LogicalPlan(bool IsAnd, IReadOnlyList<PlanNode> Operands) : PlanNode;

/// <summary>A comparison. A constant stands on the right and is of the left side's kind, unless that is JSON.</summary>
internal sealed record ComparePlan(Comparison Comparison, Operand Left, Operand Right) : PlanNode;

/// <summary>Whether a whole array equals a list.</summary>
internal sealed record ArrayEqualPlan(Operand Source, Constant[] Items, bool Negated) : PlanNode;

internal sealed record InPlan(Operand Operand, IReadOnlyList<Constant> Values) : PlanNode;

internal sealed record LikePlan(Operand Operand, LikePattern Pattern) : PlanNode;

/// <summary>Whether a text has a part that a regular expression matches.</summary>
internal sealed record RegexPlan(Operand Operand, RegexPattern Pattern) : PlanNode;

/// <summary>Whether a path finds a value that is not empty: no null, and no object or array of nothing else. Never unknown.</summary>
internal sealed record ExistsPlan(JsonOperand Operand) : PlanNode;

/// <summary>Whether a field is null. Never unknown.</summary>
internal sealed record NullPlan(string Column) : PlanNode;

internal sealed record ContainsPlan(Operand Source, ContainsMode Mode, Constant[] Elements) : PlanNode;

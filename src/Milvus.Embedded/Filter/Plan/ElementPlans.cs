using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>A condition on the elements of an array of structs. Its columns are the fields of the struct, by their full names.</summary>
/// <param name="Anchor">A field of the struct. The length of its array is the number of elements.</param>
/// <param name="Condition">The condition on one element. An element is never null.</param>
/// <param name="Fields">The fields that the condition reads, each with the schema of a single element.</param>
internal sealed record ElementCondition(string Anchor, PlanNode Condition, IReadOnlyList<FieldSchema> Fields);

/// <summary>Whether the number of matching elements satisfies the mode. It evaluates to UNKNOWN if the array is null.</summary>
internal sealed record MatchPlan(ElementCondition Element, MatchMode Mode, long Threshold) : PlanNode;

/// <summary>Whether any element matches. The result of the read consists of elements, not of rows.</summary>
internal sealed record ElementFilterPlan(string Struct, ElementCondition Element) : PlanNode
{
    /// <summary>The element filter of an expression, which can only be its last part; null if it has none.</summary>
    public static ElementFilterPlan? Of(PlanNode plan) => plan switch
    {
        ElementFilterPlan filter => filter,
        LogicalPlan { IsAnd: true } all => Of(all.Operands[^1]),
        _ => null,
    };
}

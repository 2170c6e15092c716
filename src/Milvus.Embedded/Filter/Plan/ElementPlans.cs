using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>
/// A condition about single elements of an array of structs; its columns are the fields of the struct, by their full names.
/// </summary>
/// <param name="Anchor">A field of the struct: it has as many values in a row as there are elements.</param>
/// <param name="Condition">What is asked of an element. An element is never null.</param>
/// <param name="Fields">The fields it reads, each as the field of one element.</param>
internal sealed record ElementCondition(string Anchor, PlanNode Condition, IReadOnlyList<FieldSchema> Fields);

/// <summary>Whether as many elements match as the mode says. Unknown where the array is null.</summary>
internal sealed record MatchPlan(ElementCondition Element, MatchMode Mode, long Threshold) : PlanNode;

/// <summary>Whether any element matches. What is found are the elements then, not the rows.</summary>
internal sealed record ElementFilterPlan(string Struct, ElementCondition Element) : PlanNode
{
    /// <summary>The one of a whole expression: it can only stand at its end.</summary>
    public static ElementFilterPlan? Of(PlanNode plan) => plan switch
    {
        ElementFilterPlan filter => filter,
        LogicalPlan { IsAnd: true } all => Of(all.Operands[^1]),
        _ => null,
    };
}

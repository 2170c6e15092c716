using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Binding;

/// <summary>The result of binding a node: a condition or a value.</summary>
internal readonly record struct Bound(PlanNode? Condition, Operand? Value)
{
    public static implicit operator Bound(PlanNode condition) => new(condition, null);

    public static implicit operator Bound(Operand value) => new(null, value);
}

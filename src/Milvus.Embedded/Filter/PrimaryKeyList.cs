using Milvus.Embedded.Filter.Plan;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter;

/// <summary>Finds the keys of an expression that is only `key == x` or `key in […]`.</summary>
internal static class PrimaryKeyList
{
    /// <summary>The keys, long or string, without duplicates and in their order; null for any other expression.</summary>
    public static IReadOnlyList<object>? Of(PlanNode plan) => plan switch
    {
        ComparePlan { Comparison: Comparison.Equal, Left: ColumnOperand { Field.IsPrimaryKey: true } column }
            and { Right: ConstantOperand key } => [Key(column.Field, key.Value)],
        InPlan { Operand: ColumnOperand { Field.IsPrimaryKey: true } column } list =>
            [.. list.Values.Select(value => Key(column.Field, value)).Distinct()],
        _ => null,
    };

    private static object Key(FieldSchema field, Constant value) =>
        field.DataType == DataType.VarChar ? value.String : value.Int64;
}

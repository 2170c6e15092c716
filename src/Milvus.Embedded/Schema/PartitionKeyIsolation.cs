using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Schema;

/// <summary>
/// The property partitionkey.isolation: a search must name one value of the partition key. Milvus then has a separate index for each value.
/// </summary>
internal static class PartitionKeyIsolation
{
    /// <summary>Throws if the filter of a search does not name one value of the partition key.</summary>
    public static void CheckFilter(CollectionEntry collection, PlanNode filter)
    {
        if (PropertyRules.IsTrue(collection.Properties, PropertyRules.KeyIsolation) && !NamesKey(filter))
        {
            throw MilvusError.Parameter("partition key not found in expr or the expr is invalid when validating partition key isolation");
        }
    }

    private static bool NamesKey(PlanNode plan)
    {
        switch (plan)
        {
            case LogicalPlan logical:
                // All operands are checked, because each can be invalid.
                var found = logical.Operands.Select(NamesKey).ToArray().Contains(true);
                return logical.IsAnd || !found ? found && logical.IsAnd : throw CreateUnsupported("OR");
            case NotPlan not:
                return NamesKey(not.Operand) ? throw CreateUnsupported("NOT") : false;
            case InPlan { Operand: ColumnOperand { Field.IsPartitionKey: true } } list:
                return list.Values.Count == 1 ? true : throw CreateUnsupported("IN");
            case ComparePlan { Left: ColumnOperand { Field.IsPartitionKey: true } } compare:
                return compare.Comparison == Comparison.Equal ? true : throw CreateUnsupported(compare.Comparison.ToString());
            case LikePlan { Operand: ColumnOperand { Field.IsPartitionKey: true } }:
                throw CreateUnsupported("Match");
            default:
                return false;
        }
    }

    private static MilvusError CreateUnsupported(string what) => MilvusError.Parameter($"partition key isolation does not support {what}");
}

using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Search;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>The property that a search must name one value of the partition key; on servers each value has an index of its own then.</summary>
internal static class PartitionKeyIsolation
{
    private const string Key = "partitionkey.isolation";

    public static bool IsOn(IEnumerable<KeyValuePair> properties) => properties.Find(Key) is { } text
        && (Iteration.Boolean(text) ?? throw MilvusError.Parameter($"{Key} should be a boolean, got {text}"));

    /// <summary>Refuses it for a collection without a partition key.</summary>
    public static void CheckSchema(string collection, IEnumerable<KeyValuePair> given, bool hasKey)
    {
        if (IsOn(given) && !hasKey)
        {
            throw new MilvusError(
                MilvusError.CollectionSchemaCode,
                "partition key isolation mode is enabled but no partition key field is set. Please set the partition key first: "
                + $"illegal collection schema[collection={collection}]");
        }
    }

    /// <summary>Refuses a change of it where there is a vector index.</summary>
    public static void CheckChange(CollectionEntry collection, IEnumerable<KeyValuePair> after)
    {
        if (IsOn(after) != IsOn(collection.Properties) && collection.Indexes.FirstOrDefault(index => index.Field.DataType.IsVector()) is { } index)
        {
            throw new MilvusError(
                MilvusError.IndexDuplicateCode,
                "can not alter partition key isolation mode if the collection already has a vector index. Please drop the index first: "
                + $"index duplicates[indexName={index.Field.Name}]");
        }
    }

    /// <summary>Refuses the filter of a search that does not name one value of the key.</summary>
    public static void CheckFilter(CollectionEntry collection, PlanNode filter)
    {
        if (IsOn(collection.Properties) && !NamesKey(filter))
        {
            throw MilvusError.Parameter("partition key not found in expr or the expr is invalid when validating partition key isolation");
        }
    }

    private static bool NamesKey(PlanNode plan)
    {
        switch (plan)
        {
            case LogicalPlan logical:
                // All parts are looked at: each can be refused.
                var found = logical.Operands.Select(NamesKey).ToArray().Contains(true);
                return logical.IsAnd || !found ? found && logical.IsAnd : throw Unsupported("OR");
            case NotPlan not:
                return NamesKey(not.Operand) ? throw Unsupported("NOT") : false;
            case InPlan { Operand: ColumnOperand { Field.IsPartitionKey: true } } list:
                return list.Values.Count == 1 ? true : throw Unsupported("IN");
            case ComparePlan { Left: ColumnOperand { Field.IsPartitionKey: true } } compare:
                return compare.Comparison == Comparison.Equal ? true : throw Unsupported(compare.Comparison.ToString());
            case LikePlan { Operand: ColumnOperand { Field.IsPartitionKey: true } }:
                throw Unsupported("Match");
            default:
                return false;
        }
    }

    private static MilvusError Unsupported(string what) => MilvusError.Parameter($"partition key isolation does not support {what}");
}

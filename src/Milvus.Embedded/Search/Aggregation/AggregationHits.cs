using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Aggregation;

/// <summary>
/// Selects the hits of an aggregation: up to a number of hits for each combination of values, for a number of combinations, nearest first.
/// </summary>
internal static class AggregationHits
{
    /// <param name="plan">The numbers of hits and combinations.</param>
    /// <param name="columns">The columns of the hits' rows.</param>
    /// <param name="hits">The hits of one query, nearest first.</param>
    /// <returns>The selected hits in their order, and whether further hits cannot change the selection.</returns>
    public static (List<Hit> Taken, bool IsFull) Take(AggregationPlan plan, ColumnSet columns, IEnumerable<Hit> hits)
    {
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<(object, int)>();
        var taken = new List<Hit>();
        foreach (var hit in hits)
        {
            if (!seen.Add((KeyColumn.Value(columns.PrimaryKey, hit.Row), hit.Element)))
            {
                continue;
            }

            var key = KeyOf(columns, plan.Fields, hit.Row);
            var count = groups.GetValueOrDefault(key);
            if (count < plan.GroupSize && (count > 0 || groups.Count < plan.Groups))
            {
                groups[key] = count + 1;
                taken.Add(hit);
            }
        }

        return (taken, groups.Count == plan.Groups && groups.Values.All(count => count == plan.GroupSize));
    }

    /// <summary>
    /// The values of the grouping fields as one text, which is equal for the hits of one group. Each value has its length as a prefix, so
    /// that two values never read like one.
    /// </summary>
    public static string KeyOf(ColumnSet columns, IEnumerable<FieldSchema> fields, int row) => string.Concat(fields
        .Select(field => GroupKey.ValueOf(columns.Find(field.Name)!, row)).Select(value => $"{value.Length}:{value}"));
}

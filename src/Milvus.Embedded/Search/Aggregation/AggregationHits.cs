using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Aggregation;

/// <summary>
/// Takes the hits an aggregation is made of: so many of each combination of values, for the nearest so many combinations.
/// </summary>
internal static class AggregationHits
{
    /// <param name="plan">How many.</param>
    /// <param name="columns">The rows of the hits.</param>
    /// <param name="hits">The nearest first.</param>
    /// <returns>What was taken, in the order of the hits, and whether more hits could change nothing.</returns>
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

    /// <summary>What two hits of one group have in common, as text; with lengths, so that no text can look like two.</summary>
    public static string KeyOf(ColumnSet columns, IEnumerable<FieldSchema> fields, int row) => string.Concat(fields
        .Select(field => GroupKey.ValueOf(columns.Find(field.Name)!, row)).Select(value => $"{value.Length}:{value}"));
}

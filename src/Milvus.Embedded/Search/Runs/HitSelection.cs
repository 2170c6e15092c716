using Milvus.Embedded.Columns;
using Milvus.Embedded.Records;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Runs;

/// <summary>Keeps the best hit of each key, and a number of hits of each group.</summary>
internal sealed class HitSelection(CollectionEntry collection, SearchPlan plan, ReadScope scope)
{
    /// <summary>The selected hits in their order: at most <paramref name="wanted"/> hits or groups.</summary>
    public List<Hit> Apply(IEnumerable<Hit> hits, int wanted)
    {
        var keys = scope.Segment.Columns.Find(collection.PrimaryKey.Name)!;
        var seen = new HashSet<(object, int)>();
        var distinct = hits.Where(hit => seen.Add((KeyColumn.Value(keys, hit.Row), hit.Element)));
        return plan.GroupBy is null
            ? distinct.Take(wanted).ToList()
            : Group(distinct, plan.GroupBy.In(scope.Segment.Columns), wanted);
    }

    private List<Hit> Group(IEnumerable<Hit> hits, Func<int, string> groupOf, int wanted)
    {
        var groups = new Dictionary<string, List<Hit>>(StringComparer.Ordinal);
        var order = new List<List<Hit>>();
        foreach (var hit in hits)
        {
            var value = groupOf(hit.Row);
            if (!groups.TryGetValue(value, out var group))
            {
                if (order.Count == wanted)
                {
                    continue;
                }

                groups.Add(value, group = []);
                order.Add(group);
            }

            if (group.Count < plan.GroupSize)
            {
                group.Add(hit);
            }
        }

        return order.SelectMany(group => group).ToList();
    }
}

using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Writes hits as the result of a search.</summary>
internal static class SearchResponseWriter
{
    /// <param name="collection">The collection that was searched.</param>
    /// <param name="name">The name of the request, which may be an alias.</param>
    /// <param name="scope">The rows that were read.</param>
    /// <param name="output">The fields to return.</param>
    /// <param name="groupBy">The grouping; null if there is none.</param>
    /// <param name="found">The hits of each query, best first.</param>
    public static SearchResults Write(
        CollectionEntry collection, string name, ReadScope scope, OutputFields output, HitGroups? groupBy, IReadOnlyList<RankedRow>[] found)
    {
        var hits = found.SelectMany(list => list).ToArray();
        var rows = Array.ConvertAll(hits, hit => hit.Row);
        var columns = scope.Segment.Columns;
        var data = new SearchResultData
        {
            NumQueries = found.Length,
            TopK = found.Max(list => list.Count),
            PrimaryFieldName = collection.PrimaryKey.Name,
            // Without hits, Milvus does not state the type of the keys.
            Ids = rows.Length == 0 ? new IDs() : ResponseFieldWriter.Keys(columns.PrimaryKey, rows),
        };
        data.Topks.AddRange(found.Select(list => (long)list.Count));
        data.Scores.AddRange(hits.Select(hit => hit.Score));
        if (hits.Any(hit => hit.Element >= 0))
        {
            (data.ElementIndices = new LongArray()).Data.AddRange(hits.Select(hit => (long)hit.Element));
        }

        data.FieldsData.AddRange(output.Write(columns, rows));
        data.OutputFields.AddRange(output.Names);
        groupBy?.Write(data, columns, rows);
        return new SearchResults
        {
            Status = Statuses.Ok,
            CollectionName = name,
            Results = data,
        };
    }

    /// <summary>Replaces the timestamps of a result by texts or parts.</summary>
    public static void WriteTimes(SearchResults results, CollectionEntry collection, IReadOnlyCollection<KeyValuePair> parameters)
    {
        var data = results.Results;
        IEnumerable<FieldData> groups = data.GroupByFieldValue is { } group ? [group] : data.GroupByFieldValues;
        TimeValues.Write(data.FieldsData.Concat(groups),
            TimeZones.Of(collection, parameters), parameters.Find("time_fields"));
    }

    /// <summary>Rounds a score to a number of decimals; -1 does not round.</summary>
    public static float RoundScore(float score, int decimals) =>
        decimals < 0 ? score : (float)Math.Round(score, decimals, MidpointRounding.AwayFromZero);
}

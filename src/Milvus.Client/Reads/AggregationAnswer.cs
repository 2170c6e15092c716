using System.Globalization;
using Milvus.Client.Values;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Client.Reads;

/// <summary>The buckets of a search with an aggregation.</summary>
internal static class AggregationAnswer
{
    internal static IReadOnlyList<AggregationBucket> Read(
        Protocol.SearchResults answer,
        VectorQuery query,
        string collection,
        string? database)
    {
        var results = answer.Results ?? new Protocol.SearchResultData();
        if (results.AggBuckets.Count == 0)
        {
            return [];
        }

        if (
            results.AggTopks.Count != query.Count
            || results.AggTopks.Any(count => count < 0)
            || results.AggTopks.Sum() != results.AggBuckets.Count)
        {
            throw ScalarReader.CreateProtocolError("Search", string.Empty, string.Create(
                CultureInfo.InvariantCulture,
                $"{results.AggBuckets.Count} buckets in {results.AggTopks.Count} counts, for {query.Count} queries"));
        }

        var buckets = new List<AggregationBucket>();
        for (var number = 0; number < query.Count; number++)
        {
            for (var left = results.AggTopks[number]; left > 0; left--)
            {
                buckets.Add(Bucket(results.AggBuckets[buckets.Count], number, query.OutputFields, collection, database));
            }
        }

        return buckets;
    }

    private static AggregationBucket Bucket(
        Protocol.AggBucket bucket,
        int query,
        IReadOnlyList<string>? asked,
        string collection,
        string? database) => new()
        {
            Database = database,
            Collection = collection,
            Query = query,
            Count = bucket.Count,
            Key = bucket.Key.ToDictionary(entry => NameOf(entry.FieldName, entry.FieldId), Value, StringComparer.Ordinal),
            Metric = bucket.Metrics.ToDictionary(pair => pair.Key, pair => Value(pair.Value), StringComparer.Ordinal),
            Hit = bucket.Hits.Select((hit, row) => new SearchHit
            {
                Database = database,
                Collection = collection,
                Query = query,
                Rank = row + 1,
                Id = hit.PkCase switch
                {
                    Protocol.AggHit.PkOneofCase.IntPk => hit.IntPk,
                    Protocol.AggHit.PkOneofCase.StrPk => hit.StrPk,
                    _ => null,
                },
                Score = hit.Score,
                Entity = Fields(hit, asked),
            }).ToArray(),
            Bucket = bucket.SubGroups.Select(inner => Bucket(inner, query, asked, collection, database)).ToArray(),
        };

    // A requested field is always there, and null if the server has no value.
    private static KeyValuePair<string, object?>[] Fields(Protocol.AggHit hit, IReadOnlyList<string>? asked)
    {
        var fields = hit.Fields.Select(field => KeyValuePair.Create(NameOf(field.FieldName, field.FieldId), Value(field))).ToList();
        var missing = (asked ?? []).Where(name =>
            name is not ("*" or "%" or RowBatch.DynamicField) && fields.All(field => field.Key != name));
        return [.. fields, .. missing.Distinct(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, (object?)null))];
    }

    private static string NameOf(string name, long id) => name.Length > 0 ? name : id.ToString(CultureInfo.InvariantCulture);

    private static object? Value(Protocol.BucketKeyEntry entry) => entry.ValueCase switch
    {
        Protocol.BucketKeyEntry.ValueOneofCase.IntVal => entry.IntVal,
        Protocol.BucketKeyEntry.ValueOneofCase.StringVal => entry.StringVal,
        Protocol.BucketKeyEntry.ValueOneofCase.BoolVal => entry.BoolVal,
        _ => null,
    };

    private static object? Value(Protocol.MetricValue metric) => metric.ValueCase switch
    {
        Protocol.MetricValue.ValueOneofCase.IntVal => metric.IntVal,
        Protocol.MetricValue.ValueOneofCase.DoubleVal => metric.DoubleVal,
        Protocol.MetricValue.ValueOneofCase.StringVal => metric.StringVal,
        Protocol.MetricValue.ValueOneofCase.BoolVal => metric.BoolVal,
        _ => null,
    };

    private static object? Value(Protocol.AggHitField field) => field.ValueCase switch
    {
        Protocol.AggHitField.ValueOneofCase.IntVal => field.IntVal,
        Protocol.AggHitField.ValueOneofCase.BoolVal => field.BoolVal,
        Protocol.AggHitField.ValueOneofCase.FloatVal => field.FloatVal,
        Protocol.AggHitField.ValueOneofCase.DoubleVal => field.DoubleVal,
        Protocol.AggHitField.ValueOneofCase.StringVal => field.StringVal,
        Protocol.AggHitField.ValueOneofCase.BytesVal => field.BytesVal.ToByteArray(),
        _ => null,
    };
}

using Google.Protobuf;
using Milvus.Embedded.Columns;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Aggregation;

/// <summary>Creates the buckets of an aggregation from the selected hits, level by level.</summary>
/// <param name="plan">The levels.</param>
/// <param name="columns">The columns of the hits' rows.</param>
/// <param name="output">The fields that are returned for each hit.</param>
/// <param name="decimals">The number of decimals of scores; -1 does not round.</param>
internal sealed class AggregationBuckets(AggregationPlan plan, ColumnSet columns, OutputFields output, int decimals)
{
    /// <param name="hits">The hits of one query, nearest first.</param>
    /// <param name="depth">The level.</param>
    public IReadOnlyList<AggBucket> Of(IEnumerable<RankedRow> hits, int depth = 0)
    {
        var level = plan.Levels[depth];
        var buckets = new List<Bucket>();
        var byKey = new Dictionary<string, Bucket>(StringComparer.Ordinal);
        foreach (var hit in hits)
        {
            var key = AggregationHits.KeyOf(columns, level.Fields, hit.Row);
            if (!byKey.TryGetValue(key, out var bucket))
            {
                byKey.Add(key, bucket = new Bucket([.. level.Fields.Select(field => HitValues.Of(columns, field, hit))]));
                buckets.Add(bucket);
            }

            bucket.Hits.Add(hit);
        }

        foreach (var bucket in buckets)
        {
            bucket.Metrics = level.Metrics.ToDictionary(metric => metric.Alias, metric => metric.Of(columns, bucket.Hits));
        }

        IEnumerable<Bucket> sorted =
            level.Order.Count == 0 ? buckets : buckets.Order(Comparer<Bucket>.Create((left, right) => Compare(level, left, right)));
        return [.. sorted.Take((int)Math.Min(level.Size, int.MaxValue)).Select(bucket => Write(level, bucket, depth))];
    }

    private AggBucket Write(AggregationLevel level, Bucket bucket, int depth)
    {
        var message = new AggBucket { Count = bucket.Hits.Count };
        message.Key.AddRange(level.Fields.Zip(bucket.Key, ToEntry));
        foreach (var (alias, value) in bucket.Metrics)
        {
            if (value is not null)
            {
                message.Metrics.Add(alias, AggregationMetric.ToMessage(value));
            }
        }

        if (level.TopHits is { } top)
        {
            message.Hits.AddRange(bucket.Hits.Order(Comparer<RankedRow>.Create((left, right) => Compare(top, left, right)))
                .Take((int)Math.Min(top.Size, int.MaxValue)).Select(ToHit));
        }

        if (depth + 1 < plan.Levels.Count)
        {
            message.SubGroups.AddRange(Of(bucket.Hits, depth + 1));
        }

        return message;
    }

    private static int Compare(AggregationLevel level, Bucket left, Bucket right)
    {
        foreach (var order in level.Order)
        {
            var result = order.Key switch
            {
                "_count" => left.Hits.Count.CompareTo(right.Hits.Count),
                "_key" => left.Key.Zip(right.Key, HitValues.Compare).FirstOrDefault(compared => compared != 0),
                _ => HitValues.Compare(left.Metrics[order.Key], right.Metrics[order.Key]),
            };
            if (result != 0)
            {
                return order.Descending ? -result : result;
            }
        }

        return 0;
    }

    /// <summary>Compares hits by the order of the request, then by score, highest first for every metric, then by key.</summary>
    private int Compare(TopHits top, RankedRow left, RankedRow right)
    {
        foreach (var order in top.Sort)
        {
            var (first, second) = (HitValues.Of(columns, order.Field, left), HitValues.Of(columns, order.Field, right));
            var result = HitValues.Compare(first, second);
            if (result != 0)
            {
                var nulls = first is null || second is null;
                return nulls ? (order.NullFirst ? result : -result) : order.Descending ? -result : result;
            }
        }

        return right.Score.CompareTo(left.Score) is not 0 and var byScore
            ? byScore
            : KeyColumn.Compare(columns.PrimaryKey, left.Row, right.Row);
    }

    private static BucketKeyEntry ToEntry(FieldSchema field, object? value)
    {
        var entry = new BucketKeyEntry { FieldId = field.FieldID, FieldName = field.Name };
        switch (value)
        {
            case long number:
                entry.IntVal = number;
                break;
            case bool truth:
                entry.BoolVal = truth;
                break;
            case string text:
                entry.StringVal = text;
                break;
            default:
                break;
        }

        return entry;
    }

    private AggHit ToHit(RankedRow hit)
    {
        var message = new AggHit { Score = SearchResponseWriter.RoundScore(hit.Score, decimals) };
        if (columns.PrimaryKey is ValueColumn<long> keys)
        {
            message.IntPk = keys[hit.Row];
        }
        else
        {
            message.StrPk = ((ValueColumn<string>)columns.PrimaryKey)[hit.Row];
        }

        message.Fields.AddRange(output.Fields.OrderBy(field => field.FieldID).Select(field => ToField(field, hit)));
        return message;
    }

    private AggHitField ToField(FieldSchema field, RankedRow hit)
    {
        var message = new AggHitField { FieldId = field.FieldID, FieldName = field.Name };
        var column = columns.Find(field.Name)!;
        if (column.IsNull(hit.Row))
        {
            return message;
        }

        switch (column)
        {
            case ValueColumn<float> values:
                message.FloatVal = values[hit.Row];
                break;
            case ValueColumn<double> values:
                message.DoubleVal = values[hit.Row];
                break;
            case ValueColumn<bool> values:
                message.BoolVal = values[hit.Row];
                break;
            case ValueColumn<string> values:
                message.StringVal = values[hit.Row];
                break;
            case JsonColumn documents:
                message.BytesVal = ByteString.CopyFrom(documents[hit.Row]);
                break;
            case INumberColumn values:
                message.IntVal = values.ReadInteger(hit.Row);
                break;
            default:
                // The message for a hit has no field for arrays and vectors.
                break;
        }

        return message;
    }

    private sealed class Bucket(object?[] key)
    {
        public object?[] Key => key;

        public List<RankedRow> Hits { get; } = [];

        public Dictionary<string, object?> Metrics { get; set; } = [];
    }
}

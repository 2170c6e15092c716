using Milvus.Embedded.Columns;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Aggregation;

/// <summary>A metric over the hits of a bucket. It ignores nulls.</summary>
/// <param name="Alias">Its name in the result.</param>
/// <param name="Operation">avg, sum, count, min or max.</param>
/// <param name="Field">The field; null for the score.</param>
/// <param name="CountsAll">Whether it counts all hits, with or without a value.</param>
internal sealed record AggregationMetric(string Alias, string Operation, FieldSchema? Field, bool CountsAll)
{
    /// <summary>A long, double or string; null if no hit has a value.</summary>
    public object? Of(ColumnSet columns, IReadOnlyList<RankedRow> hits)
    {
        if (CountsAll)
        {
            return (long)hits.Count;
        }

        var values = hits.Select(hit => HitValues.Of(columns, Field, hit)).OfType<object>().ToList();
        return (Operation, values) switch
        {
            ("count", _) => (long)values.Count,
            (_, []) => null,
            ("sum", [long, ..]) => values.Cast<long>().Aggregate(0L, (sum, value) => unchecked(sum + value)),
            ("sum", _) => values.Cast<double>().Sum(),
            ("avg", [long, ..]) => values.Cast<long>().Average(value => (double)value),
            ("avg", _) => values.Cast<double>().Average(),
            ("min", _) => values.Aggregate((best, value) => HitValues.Compare(value, best) < 0 ? value : best),
            _ => values.Aggregate((best, value) => HitValues.Compare(value, best) > 0 ? value : best),
        };
    }

    public static MetricValue ToMessage(object value) => value switch
    {
        long number => new MetricValue { IntVal = number },
        double number => new MetricValue { DoubleVal = number },
        bool truth => new MetricValue { BoolVal = truth },
        _ => new MetricValue { StringVal = (string)value },
    };
}

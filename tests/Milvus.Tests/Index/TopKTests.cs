using Milvus.Embedded.Vectors;

namespace Milvus.Tests.Index;

public sealed class TopKTests
{
    [Fact]
    public void TopK_keeps_the_nearest_and_of_equal_ones_the_smaller_row()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var capacity = random.Next(1, 20);
            var offered = Enumerable.Range(0, random.Next(60)).Select(row => new Hit(row, random.Next(-3, 4) / 2f)).ToArray();
            random.Shuffle(offered);
            var hits = new TopK(capacity);
            foreach (var hit in offered)
            {
                hits.Add(hit.Distance, hit.Row);
            }

            Assert.Equal(offered.OrderBy(hit => hit.Distance).ThenBy(hit => hit.Row).Take(capacity), hits.ToSorted());
        }
    }

    [Fact]
    public void TopK_minus_zero_is_zero()
    {
        var hits = new TopK(1);
        hits.Add(-0f, 7);
        hits.Add(0f, 3);
        Assert.Equal(3, hits.ToSorted()[0].Row);
    }

    [Fact]
    [Failure("V1")]
    public void TopK_NaN_is_not_taken()
    {
        var hits = new TopK(3);
        hits.Add(float.NaN, 1);
        Assert.Equal(0, hits.Count);
    }

    [Theory]
    [InlineData(DistanceMetricName.L2, 2f, null, "0 1 1.5")]
    [InlineData(DistanceMetricName.L2, 2f, 1f, "1 1.5")]
    [InlineData(DistanceMetricName.L2, null, 1f, "0 1 1.5 2 3")]
    [InlineData(DistanceMetricName.Ip, 1f, null, "1.5 2 3")]
    [InlineData(DistanceMetricName.Ip, 1f, 2f, "1.5 2")]
    [InlineData(DistanceMetricName.Ip, null, 2f, "0 1 1.5 2 3")]
    public void TopK_range_has_its_near_end_but_not_its_far_end(string metricName, float? radius, float? rangeFilter, string expected)
    {
        var metric = DistanceMetrics.Find(metricName)!.Value;
        var hits = new TopK(10, DistanceRange.Of(metric, radius, rangeFilter));
        float[] scores = [0, 1, 1.5f, 2, 3];
        for (var row = 0; row < scores.Length; row++)
        {
            hits.Add(metric.ToScore(scores[row]), row);
        }

        var kept = hits.ToSorted().Select(hit => metric.ToScore(hit.Distance)).Order();
        Assert.Equal(expected, string.Join(' ', kept.Select(score => score.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static class DistanceMetricName
    {
        public const string L2 = "L2";
        public const string Ip = "IP";
    }
}

using Milvus.Client.ObjectStores;

namespace Milvus.Tests.ObjectStores;

/// <summary>The parts of a file cover it, and fit the limits of the store.</summary>
public sealed class PartPlanTests
{
    private const long Mebibyte = 1L << 20;

    [Theory]
    [InlineData(0, 16, 1, 0)]
    [InlineData(1, 16, 1, 1)]
    [InlineData(16 * Mebibyte, 16, 1, 16 * Mebibyte)]
    [InlineData((16 * Mebibyte) + 1, 16, 2, 1)]
    [InlineData(5L << 30, 16, 320, 16 * Mebibyte)]
    [InlineData((5L << 30) + 1, 16, 321, 1)]
    [InlineData(200L << 30, 16, 9753, 8 * Mebibyte)]
    [InlineData(5L << 40, 16, 9987, 230 * Mebibyte)]
    public void PartPlan_parts_cover_the_file_and_are_at_most_ten_thousand(long length, int mebibytes, int count, long last)
    {
        var plan = PartPlan.Create("f", length, mebibytes * Mebibyte, StoreLimits.S3);

        Assert.Equal(count, plan.Count);
        Assert.InRange(plan.PartLength, StoreLimits.S3.MinPart, StoreLimits.S3.MaxPart);
        Assert.Equal(last, plan.Get(plan.Count - 1).Length);
        Assert.Equal(length, plan.Get(plan.Count - 1).Offset + plan.Get(plan.Count - 1).Length);
        Assert.True(plan.Count <= StoreLimits.S3.MaxParts);
    }

    [Theory]
    [InlineData(1, 4 * Mebibyte)]
    [InlineData(1, 6L << 30)]
    [InlineData((5L << 40) + 1, 16 * Mebibyte)]
    public void PartPlan_what_the_store_does_not_accept_is_refused(long length, long partSize)
    {
        var error = Assert.Throws<MilvusException>(() => PartPlan.Create("f", length, partSize, StoreLimits.S3));

        Assert.Equal(MilvusErrorId.InvalidArgument, error.ErrorId);
        Assert.NotNull(error.RecommendedAction);
    }

    [Fact]
    public void PartPlan_Azure_takes_fifty_thousand_blocks()
    {
        var plan = PartPlan.Create("f", 1L << 40, 16 * Mebibyte, StoreLimits.AzureBlob);

        Assert.InRange(plan.Count, 10_001, StoreLimits.AzureBlob.MaxParts);
    }
}

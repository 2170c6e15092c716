using Grpc.Core;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>Many collections are described in one call if the server supports it, otherwise one by one.</summary>
public sealed class BatchDescribeTests : RequestFixture
{
    protected override void Prepare() => Do("foreach ($name in 'one', 'two', 'three') { $null = New-MilvusCollection $name -Dimension 2 }");

    [Fact]
    [Failure("L5")]
    public void BatchDescribe_all_are_described_in_one_call()
    {
        var ran = Do("Get-MilvusCollection");

        Assert.Equal(["one", "three", "two"], ran.Values("Name"));
        Assert.Equal(["Loaded", "Loaded", "Loaded"], ran.Values("LoadState"));
        Assert.Equal(
            new BatchDescribeCollectionRequest { CollectionName = { "one", "three", "two" } },
            Log.Only<BatchDescribeCollectionRequest>());
        Assert.DoesNotContain("DescribeCollection", Log.Names);
    }

    [Fact]
    public void BatchDescribe_one_is_described_by_itself()
    {
        Do("Get-MilvusCollection one; Get-MilvusCollection tw*");

        Assert.DoesNotContain("BatchDescribeCollection", Log.Names);
    }

    [Theory]
    [InlineData(StatusCode.Unimplemented, 1)]
    [InlineData(StatusCode.PermissionDenied, 2)]
    public void BatchDescribe_server_that_does_not_do_it_is_asked_one_by_one(StatusCode code, int asked)
    {
        Log.Failing["BatchDescribeCollection"] = new Grpc.Core.Status(code, "not here");

        Assert.Equal(3, Do("Get-MilvusCollection").Output.Count);
        Assert.Equal(3, Do("Get-MilvusCollection").Output.Count);

        Assert.Equal(asked, Log.Names.Count(name => name == "BatchDescribeCollection"));
        Assert.Equal(6, Log.Names.Count(name => name == "DescribeCollection"));
    }

    [Fact]
    public void BatchDescribe_one_that_cannot_be_described_leaves_the_others()
    {
        Log.Changed["BatchDescribeCollection"] = answer =>
            ((BatchDescribeCollectionResponse)answer).Responses[1].Status = new Milvus.Protocol.Status
            {
                Code = 100,
                Reason = "collection not found",
            };
        Log.Failing["DescribeCollection"] = new Grpc.Core.Status(StatusCode.PermissionDenied, "not this one");

        var ran = Run("Get-MilvusCollection");

        Assert.Equal(["one", "two"], ran.Values("Name"));
        Assert.Equal(["MilvusPermissionDenied"], ran.ErrorIds);
        Assert.Equal("three", ran.Errors[0].TargetObject);
    }
}

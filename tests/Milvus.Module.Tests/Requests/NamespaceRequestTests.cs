using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of the namespace cmdlets, with each parameter once.</summary>
public sealed class NamespaceRequestTests : RequestFixture
{
    private static readonly NamespaceInfo _acme = new()
    {
        CollectionName = "docs",
        NamespaceName = "acme",
        State = "ready",
        CreatedUtcTimestamp = 1_700_000_000_000,
        Stats = new NamespaceStats { ApproxEntityCount = 5 },
    };

    protected override void Prepare()
    {
        Log.Answer("CreateNamespace", new CreateNamespaceResponse { Namespace = _acme });
        Log.Answer("DescribeNamespace", new DescribeNamespaceResponse { Namespace = _acme });
        Log.Answer("DropNamespace", new DropNamespaceResponse());
        Log.Answer("HasNamespace", new HasNamespaceResponse { Value = true });
        Log.Answer(
            "GetNamespaceStats",
            new GetNamespaceStatsResponse
            {
                Stats = new NamespaceStats
                {
                    ApproxEntityCount = 5,
                    EntityCount = 6,
                    LogicalBytes = 7,
                    LastWriteUtcTimestamp = 1_700_000_000_000,
                    Stats =
                    {
                        new Protocol.KeyValuePair { Key = "k", Value = "v" },
                    },
                },
            });
        Log.Answers["ListNamespaces"] = request =>
            ((ListNamespacesRequest)request).PageToken.Length == 0
                ? new ListNamespacesResponse { Namespaces = { _acme }, NextPageToken = "more" }
                : new ListNamespacesResponse { Namespaces = { new NamespaceInfo { NamespaceName = "beta" } } };
    }

    [Fact]
    public void NamespaceRequest_each_is_asked_by_collection_and_name()
    {
        Sends<CreateNamespaceRequest>(
            "$made = New-MilvusNamespace docs acme -Database shop",
            """{ "dbName": "shop", "collectionName": "docs", "namespaceName": "acme" }"""
        );
        Assert.Equal(["acme"], Do("$made").Values("Name"));
        Sends<DescribeNamespaceRequest>(
            "$one = Get-MilvusNamespace docs acme",
            """{ "collectionName": "docs", "namespaceName": "acme" }"""
        );
        Assert.Equal([5L], Do("$one").Values("RowCount"));
        Sends<HasNamespaceRequest>("Test-MilvusNamespace docs acme", """{ "collectionName": "docs", "namespaceName": "acme" }""");
        Sends<GetNamespaceStatsRequest>(
            "$few = Measure-MilvusNamespace docs acme",
            """{ "collectionName": "docs", "namespaceName": "acme" }"""
        );
        Sends<GetNamespaceStatsRequest>(
            "$counted = Measure-MilvusNamespace docs acme -Exact",
            """{ "collectionName": "docs", "namespaceName": "acme", "exact": true }"""
        );
        Assert.Equal([5L, 6L], Do("$few; $counted").Values("RowCount"));
        Sends<DropNamespaceRequest>(
            "Remove-MilvusNamespace docs acme -Confirm:$false",
            """{ "collectionName": "docs", "namespaceName": "acme" }"""
        );
    }

    [Fact]
    public void NamespaceRequest_all_are_listed_page_by_page()
    {
        var ran = Do("Get-MilvusNamespace docs -Prefix a");

        Assert.Equal(["acme", "beta"], ran.Values("Name"));
        Assert.Equal(["docs", "docs"], ran.Values("Collection"));
        Assert.Equal(
            ["", "more"],
            Log.Requests.Select(call => call.Request).OfType<ListNamespacesRequest>().Select(request => request.PageToken));
        Assert.All(
            Log.Requests.Select(call => call.Request).OfType<ListNamespacesRequest>(),
            request => Assert.Equal(("a", 1000), (request.Prefix, request.PageSize)));
        Assert.Equal(["beta"], Do("Get-MilvusNamespace docs B*").Values("Name"));
        Assert.Contains("beta", Complete("Remove-MilvusNamespace docs be"));
    }

    [Fact]
    [Failure("S12")]
    public void NamespaceRequest_server_that_gives_the_same_page_for_ever_is_not_asked_for_ever()
    {
        Log.Answer("ListNamespaces", new ListNamespacesResponse { NextPageToken = "again" });

        Assert.Equal(["MilvusProtocolError"], Run("Get-MilvusNamespace docs").ErrorIds);
    }

    [Theory]
    [InlineData("New-MilvusNamespace docs acme")]
    [InlineData("Get-MilvusNamespace docs")]
    [InlineData("Measure-MilvusNamespace docs acme")]
    public void NamespaceRequest_server_without_them_says_so(string line)
    {
        Log.Answers.Clear();

        Assert.Equal(["MilvusNotSupportedByServerVersion"], Run(line).ErrorIds);
        Assert.Equal(["MilvusNotSupportedByEmbedded"], Run($"$null = Connect-Milvus -InMemory; {line}").ErrorIds);
    }
}

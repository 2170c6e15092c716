using Google.Protobuf.Collections;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of Get-MilvusEntity, with each parameter once.</summary>
public sealed class EntityReadRequestTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public EntityReadRequestTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = New-MilvusCollection docs -Dimension 2
        """,
        _server.Address);

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Get_MilvusEntity_read_of_all_rows_is_an_iterator()
    {
        _server.Log.Answer("Query");

        _shell.Do("Get-MilvusEntity docs 'id > 3' -OutputField vector -Partition p, q -Namespace n -BatchSize 50 -All "
            + "-ConsistencyLevel Strong -IgnoreGrowing -TimeZone UTC -TimeField year, month -ClusterId c1");

        var request = _server.Log.Only<QueryRequest>();
        Assert.Equal(
            ("docs", "id > 3", "n", 0UL, ConsistencyLevel.Strong),
            (request.CollectionName, request.Expr, request.Namespace, request.GuaranteeTimestamp, request.ConsistencyLevel));
        Assert.Equal(["p", "q"], request.PartitionNames);
        Assert.Equal(["vector", "id"], request.OutputFields);

        // The reference client first reads one row, only to get the timestamp of the snapshot. Here the first page returns it.
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["limit"] = "50",
                ["iterator"] = "True",
                ["reduce_stop_for_best"] = "True",
                ["ignore_growing"] = "true",
                ["timezone"] = "UTC",
                ["time_fields"] = "year,month",
                ["cluster_id"] = "c1",
            },
            Table(request.QueryParams));
    }

    [Fact]
    public void Get_MilvusEntity_Id_asks_for_more_rows_than_keys_because_a_key_can_have_several()
    {
        _server.Log.Answer("Query");

        _shell.Do("Get-MilvusEntity docs -Id 1, 2");

        var request = _server.Log.Only<QueryRequest>();
        Assert.Equal("id in [1,2]", request.Expr);
        Assert.Equal("16384", Table(request.QueryParams)["limit"]);
    }

    [Fact]
    public void Get_MilvusEntity_ordered_and_grouped_rows_are_one_request()
    {
        _server.Log.Answer("Query");

        _shell.Do("Get-MilvusEntity docs -OrderBy 'a:DESC', b -GroupBy c, d -OutputField c, d, 'count(*)' -First 20 -Skip 5");

        var request = _server.Log.Only<QueryRequest>();
        Assert.Equal(["c", "d", "count(*)"], request.OutputFields);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["limit"] = "20",
                ["offset"] = "5",
                ["order_by_fields"] = "a:desc,b:asc",
                ["group_by_fields"] = "c,d",
            },
            Table(request.QueryParams));
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Get-MilvusEntity docs -OrderBy 'a:up'").ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Get-MilvusEntity docs -OrderBy a -First 16000 -Skip 1000").ErrorIds);
    }

    [Theory]
    [InlineData("", 1, true, "Bounded")]
    [InlineData("-ConsistencyLevel Strong", 0, false, "Strong")]
    [InlineData("-ConsistencyLevel Session", 1, false, "Session")]
    [InlineData("-ConsistencyLevel bounded", 2, false, "Bounded")]
    [InlineData("-ConsistencyLevel Eventually", 1, false, "Eventually")]
    [InlineData("-ConsistencyLevel Eventually -GuaranteeTimestamp 77", 77, false, "Eventually")]
    [InlineData("-GuaranteeTimestamp 77", 77, false, "Customized")]
    public void Get_MilvusEntity_level_says_what_the_server_must_have_seen(string level, ulong timestamp, bool isDefault, string sent)
    {
        _server.Log.Answer("Query");

        _shell.Do("Get-MilvusEntity docs -Id 1 " + level);

        var request = _server.Log.Only<QueryRequest>();
        Assert.Equal(
            (timestamp, isDefault, sent),
            (request.GuaranteeTimestamp, request.UseDefaultConsistency, request.ConsistencyLevel.ToString()));
        Assert.Equal(
            ["MilvusInvalidArgument"],
            _shell.Run("Get-MilvusEntity docs -ConsistencyLevel Strong -GuaranteeTimestamp 5").ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Get-MilvusEntity docs -ConsistencyLevel Sometimes").ErrorIds);
    }

    /// <summary>The timestamp of an iterator's page would be its snapshot, so rows written later would be missing.</summary>
    [Theory]
    [InlineData("", true, "Bounded")]
    [InlineData("-ConsistencyLevel Strong", false, "Strong")]
    [InlineData("-ConsistencyLevel Session", false, "Session")]
    [InlineData("-ConsistencyLevel bounded", false, "Bounded")]
    [InlineData("-ConsistencyLevel Eventually", false, "Eventually")]
    [InlineData("-ConsistencyLevel Eventually -GuaranteeTimestamp 1", false, "Eventually")]
    [InlineData("-ConsistencyLevel Eventually -GuaranteeTimestamp 77", false, "Strong")]
    [InlineData("-GuaranteeTimestamp 77", false, "Strong")]
    public void Get_MilvusEntity_first_page_of_an_iterator_carries_a_level_without_a_timestamp(string level, bool isDefault, string sent)
    {
        _server.Log.Answer("Query");

        _shell.Do("Get-MilvusEntity docs -First 1 " + level);

        var request = _server.Log.Only<QueryRequest>();
        Assert.Equal(
            (0UL, isDefault, sent),
            (request.GuaranteeTimestamp, request.UseDefaultConsistency, request.ConsistencyLevel.ToString()));
    }

    [Fact]
    public void Get_MilvusEntity_another_connection_of_the_process_sees_a_write()
    {
        _server.Log.Answer("Insert", new MutationResult { InsertCnt = 1, Timestamp = 4711 });
        _server.Log.Answer("Query");

        _shell.Do(
            """
            $other = Connect-Milvus $args[0] -Name other
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs -Connection $other
            $null = Connect-Milvus $args[0] -Name third
            Get-MilvusEntity docs -Id 1 -Connection third
            Get-MilvusEntity docs -First 1 -Connection third
            """,
            _server.Address);

        var sent = _server.Log.Requests.Select(call => call.Request).OfType<QueryRequest>();
        Assert.Equal(
            [(4711UL, ConsistencyLevel.Session), (0UL, ConsistencyLevel.Strong)],
            sent.Select(request => (request.GuaranteeTimestamp, request.ConsistencyLevel)));
    }

    [Fact]
    public void Get_MilvusEntity_cluster_of_the_connection_is_read_from()
    {
        _server.Log.Answer("Query");

        _shell.Do("$east = Connect-Milvus $args[0] -ClusterId east -Name east; Get-MilvusEntity docs -Id 1 -Connection $east; "
            + "Get-MilvusEntity docs -Id 1 -Connection $east -ClusterId west", _server.Address);

        Assert.Equal(
            ["east", "west"],
            _server
                .Log.Requests.Select(call => call.Request)
                .OfType<QueryRequest>()
                .Select(request => Table(request.QueryParams)["cluster_id"]));
    }

    [Fact]
    public void EntityReadRequest_server_that_is_too_old_is_not_asked_for_an_order()
    {
        _server.ActAsMilvus("v2.3.5");
        _shell.Do("$null = Connect-Milvus $args[0]", _server.Address);

        Assert.Equal(["MilvusNotSupportedByServerVersion"], _shell.Run("Get-MilvusEntity docs -OrderBy id").ErrorIds);
        Assert.Equal(
            ["MilvusNotSupportedByServerVersion"],
            _shell.Run("@{ id = 1; vector = 1, 2 } | Set-MilvusEntity docs -Partial").ErrorIds);
        Assert.Equal(["MilvusNotSupportedByServerVersion"], _shell.Run("Search-MilvusEntity docs -Id 1").ErrorIds);
        Assert.DoesNotContain(_server.Log.Requests, call => call.Name is "Query" or "Upsert" or "Search");
    }

    private static Dictionary<string, string> Table(RepeatedField<Protocol.KeyValuePair> pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
}

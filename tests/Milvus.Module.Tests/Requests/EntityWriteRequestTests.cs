using Grpc.Core;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of the cmdlets that write rows, with each parameter once.</summary>
public sealed class EntityWriteRequestTests : IDisposable
{
    private const string Rows = "1..3 | ForEach-Object { @{ id = $_; title = 'a'; tags = @(); vector = 1, 2 } }";

    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public EntityWriteRequestTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = New-MilvusCollection docs -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField title VARCHAR -MaxLength 50),
            (New-MilvusField tags ARRAY -ElementType VARCHAR -MaxLength 20 -MaxCapacity 8),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
        $null = New-MilvusIndex docs vector
        Mount-MilvusCollection docs
        """,
        _server.Address);

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Add_MilvusEntity_sends_partition_namespace_and_all_fields()
    {
        _server.Log.Answer("Insert", new MutationResult { InsertCnt = 1, Timestamp = 5 });

        _shell.Do("@{ id = 1; title = 'a'; tags = 'x', 'y'; vector = 1, 2 } | Add-MilvusEntity docs -Partition p -Namespace n");

        var request = _server.Log.Only<InsertRequest>();
        Assert.Equal(("docs", "p", "n", 1u), (request.CollectionName, request.PartitionName, request.Namespace, request.NumRows));
        Assert.Equal(["id", "title", "tags", "vector"], request.FieldsData.Select(field => field.FieldName));
    }

    [Fact]
    public void Set_MilvusEntity_sends_a_whole_row()
    {
        _server.Log.Answer("Upsert", new MutationResult { UpsertCnt = 1, Timestamp = 5 });

        _shell.Do("@{ id = 1; title = 'a'; tags = 'x', 'y'; vector = 1, 2 } | Set-MilvusEntity docs -Partition p -Namespace n");

        var request = _server.Log.Only<UpsertRequest>();
        Assert.Equal(
            ("docs", "p", "n", 1u, false),
            (request.CollectionName, request.PartitionName, request.Namespace, request.NumRows, request.PartialUpdate));
        Assert.Equal(["id", "title", "tags", "vector"], request.FieldsData.Select(field => field.FieldName));
    }

    [Fact]
    public void Set_MilvusEntity_partial_upsert_sends_the_given_fields_only_and_rows_of_other_fields_apart()
    {
        _server.Log.Answer("Upsert", new MutationResult { UpsertCnt = 1, Timestamp = 5 });

        _shell.Do("@{ id = 1; title = 'a' }, @{ title = 'b'; id = 2 }, @{ id = 3; vector = 1, 2 } | Set-MilvusEntity docs -Partial");

        var requests = _server.Log.Requests.Select(call => call.Request).OfType<UpsertRequest>().ToList();
        Assert.Equal([2u, 1u], requests.Select(request => request.NumRows));
        Assert.All(requests, request => Assert.True(request.PartialUpdate));
        Assert.Equal(["id", "title"], requests[0].FieldsData.Select(field => field.FieldName));
        Assert.Equal(["id", "vector"], requests[1].FieldsData.Select(field => field.FieldName));
    }

    [Fact]
    public void Set_MilvusEntity_operation_on_a_field_makes_the_upsert_partial_and_replace_is_not_sent()
    {
        _server.Log.Answer("Upsert", new MutationResult { UpsertCnt = 1, Timestamp = 5 });

        _shell.Do(
            "@{ id = 1; title = 'a'; tags = @('z') } | Set-MilvusEntity docs -FieldOperation @{ tags = 'array_append'; title = 'replace' }"
        );

        var request = _server.Log.Only<UpsertRequest>();
        Assert.True(request.PartialUpdate);
        var operation = Assert.Single(request.FieldOps);
        Assert.Equal(("tags", FieldPartialUpdateOp.Types.OpType.ArrayAppend), (operation.FieldName, operation.Op));
        Assert.Equal(
            ["MilvusInvalidArgument"],
            _shell.Run("@{ id = 1; tags = @('a') } | Set-MilvusEntity docs -FieldOperation @{ tags = 'shuffle' }").ErrorIds);
    }

    [Fact]
    public void Remove_MilvusEntity_sends_partition_namespace_level_and_filter()
    {
        _server.Log.Answer("Delete", new MutationResult { DeleteCnt = 1, Timestamp = 5 });

        _shell.Do("Remove-MilvusEntity docs -Filter 'id > {n}' -FilterParameter @{ n = 3 } -Partition p -Namespace n "
            + "-ConsistencyLevel Strong -Confirm:$false");

        var request = _server.Log.Only<DeleteRequest>();
        // A server that supports templates gets them; others get the values as literals.
        Assert.Contains(request.Expr, new[] { "id > {n}", "id > 3" });
        Assert.Equal(
            ("docs", "p", "n", ConsistencyLevel.Strong),
            (request.CollectionName, request.PartitionName, request.Namespace, request.ConsistencyLevel));
    }

    [Fact]
    public void Set_MilvusEntity_new_keys_of_upserted_rows_are_told()
    {
        _shell.Do(
            "$null = New-MilvusCollection auto -Field (New-MilvusField id INT64 -PrimaryKey -AutoId), (New-MilvusField vector "
                + "FLOAT_VECTOR -Dimension 2)"
        );
        _server.Log.Answer(
            "Upsert",
            new MutationResult
            {
                UpsertCnt = 1,
                Timestamp = 5,
                IDs = new IDs { IntId = new LongArray { Data = { 77 } } },
            });

        var ran = _shell.Run("@{ id = 1; vector = 1, 2 } | Set-MilvusEntity auto");

        Assert.Equal([77L], Assert.IsAssignableFrom<IEnumerable<object>>(ran.Output[0].Properties["Id"].Value));
        Assert.Contains("new ones", Assert.Single(ran.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [Failure("N3")]
    [InlineData("Stop", 1)]
    [InlineData("Verify", 1)]
    [InlineData("Retry", 2)]
    public void Add_MilvusEntity_insert_that_was_stored_but_not_answered(string choice, int inserts)
    {
        var cut = false;
        _server.Log.Changed["Insert"] = _ => Cut(ref cut);

        var ran = _shell.Run($"{Rows} | Add-MilvusEntity docs -OnUnknownOutcome {choice}");

        Assert.Equal(choice == "Stop" ? ["MilvusWriteOutcomeUnknown"] : [], ran.ErrorIds);
        Assert.Equal(inserts, _server.Log.Names.Count(name => name == "Insert"));
        Assert.Equal(choice == "Stop" ? [] : [3L], ran.Values("InsertCount"));
    }

    [Fact]
    [Failure("N3")]
    public void Add_MilvusEntity_verify_sends_only_the_rows_that_are_missing()
    {
        _shell.Do("$null = @{ id = 2; title = 'a'; tags = @(); vector = 1, 2 } | Add-MilvusEntity docs");
        var cut = false;
        _server.Log.Requests.Clear();
        _server.Log.Answers["Insert"] = _ =>
        {
            Cut(ref cut);
            return new MutationResult { InsertCnt = 2, Timestamp = 5, IDs = new IDs { IntId = new LongArray { Data = { 1, 3 } } } };
        };

        var ran = _shell.Run($"{Rows} | Add-MilvusEntity docs -OnUnknownOutcome Verify");

        Assert.Empty(ran.Errors);
        Assert.Contains("1 of them is stored, and 2 are sent again", Assert.Single(ran.Warnings), StringComparison.Ordinal);
        Assert.Equal([1L, 2L, 3L], Assert.IsAssignableFrom<IEnumerable<object>>(ran.Output[0].Properties["Id"].Value));
        var last = _server.Log.Requests.Select(call => call.Request).OfType<InsertRequest>().Last();
        Assert.Equal([1L, 3L], last.FieldsData[0].Scalars.LongData.Data);
    }

    [Fact]
    public void Set_MilvusEntity_verify_is_refused_where_keys_tell_nothing()
    {
        _shell.Do("$null = New-MilvusCollection auto -Field (New-MilvusField id INT64 -PrimaryKey -AutoId), (New-MilvusField vector "
            + "FLOAT_VECTOR -Dimension 2)");

        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("@{ vector = 1, 2 } | Add-MilvusEntity auto -OnUnknownOutcome Verify").ErrorIds);
        Assert.Equal(
            ["MilvusInvalidArgument"],
            _shell
                .Run(
                    "@{ id = 1; tags = @('a') } | Set-MilvusEntity docs -FieldOperation @{ tags = 'array_append' } -OnUnknownOutcome Verify"
                )
                .ErrorIds);
    }

    private static void Cut(ref bool cut)
    {
        if (!cut)
        {
            cut = true;
            throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "connection reset"));
        }
    }
}

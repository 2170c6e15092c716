using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of backups, restores and rebuilds.</summary>
public sealed class BackupRequestTests : RequestFixture
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Backup_MilvusDatabase_reads_each_partition_in_key_order_and_counts()
    {
        Do("$null = Backup-MilvusDatabase backup -Collection docs -Exclude own -Verify Count -RowsPerFile 2 -Load -Rbac");

        var reads = Requests<QueryRequest>().Where(request => !request.OutputFields.Contains("count(*)")).ToList();
        Assert.All(reads, request => Assert.Equal(["*"], request.OutputFields));
        Assert.All(reads, request => Assert.Equal(ConsistencyLevel.Strong, request.ConsistencyLevel));
        Assert.Contains(reads, request => request.PartitionNames.SequenceEqual(["drafts"]));
        Assert.Equal(2, Requests<QueryRequest>().Count(request => request.OutputFields.Contains("count(*)")));
        Assert.NotEmpty(Requests<BackupRBACMetaRequest>());
    }

    [Fact]
    public void Backup_MilvusDatabase_of_a_server_reads_its_databases()
    {
        Do("$null = Backup-MilvusDatabase -Path backup -All -NoRbac");
        Do("$null = Backup-MilvusDatabase backup -All -Force");

        Assert.NotEmpty(Requests<ListDatabasesRequest>());
        Assert.NotEmpty(Requests<BackupRBACMetaRequest>());
    }

    [Fact]
    public void Restore_MilvusDatabase_creates_inserts_indexes_loads_and_counts()
    {
        Do("$null = Backup-MilvusDatabase backup -Rbac");
        Do("Remove-MilvusUser alice -Confirm:$false; $null = Restore-MilvusDatabase -Path backup -Rbac -Collection doc* -Exclude own "
            + "-Rename @{ docs = 'docs2' } "
            + "-TargetDatabase other -Verify Count -Password @{ alice = 'secret9' } -LedgerPath my.ledger");

        Assert.Contains(Requests<CreateDatabaseRequest>(), request => request.DbName == "other");
        Assert.Contains(Requests<CreateCollectionRequest>(), request => request is { CollectionName: "docs2", DbName: "other" });
        Assert.Contains(Requests<InsertRequest>(), request => request is { CollectionName: "docs2", PartitionName: "drafts", NumRows: 1 });
        Assert.Contains(Requests<CreateIndexRequest>(), request => request.CollectionName == "docs2");
        Assert.Contains(Requests<LoadCollectionRequest>(), request => request.CollectionName == "docs2");
        Assert.Contains(Requests<CreateAliasRequest>(), request => request is { CollectionName: "docs2", Alias: "current" });
        Assert.Equal("c2VjcmV0OQ==", Requests<CreateCredentialRequest>().Last().Password);
    }

    [Fact]
    public void Restore_MilvusDatabase_replaces_and_gives_new_keys()
    {
        Do("$null = New-MilvusCollection counted -Dimension 2 -AutoId; $null = @{ vector = 1, 2 } | Add-MilvusEntity counted");
        Do("$null = Backup-MilvusDatabase backup");
        Assert.Equal(["MilvusInvalidArgument"], Run("Restore-MilvusDatabase backup -Force -Confirm:$false").ErrorIds);
        Do("$null = Restore-MilvusDatabase backup -Collection counted -NoRbac -NewKey -Force -Confirm:$false");

        var replaced = Assert.Single(Requests<DropCollectionRequest>()).CollectionName;
        Assert.StartsWith("counted_replaced_", replaced, StringComparison.Ordinal);
        Assert.Equal([("counted", replaced), (Requests<InsertRequest>().Last().CollectionName, "counted")],
            Requests<RenameCollectionRequest>().Select(request => (request.OldName, request.NewName)));
        Assert.Equal(
            ["vector"],
            Requests<InsertRequest>().Last().FieldsData.Where(field => !field.IsDynamic).Select(field => field.FieldName));
    }

    [Fact]
    public void Restore_MilvusDatabase_NewKey_leaves_the_keys_of_other_collections()
    {
        Do("$null = New-MilvusCollection counted -Dimension 2 -AutoId; $null = @{ vector = 1, 2 } | Add-MilvusEntity counted");
        Do("$null = New-MilvusCollection own -Dimension 2; $null = @{ id = 7; vector = 1, 2 } | Add-MilvusEntity own");
        Do("$null = Backup-MilvusDatabase backup -Collection counted, own");
        Log.Requests.Clear();

        var refused = Run("Restore-MilvusDatabase backup -NewKey -Verify Key -Force -Confirm:$false");
        Assert.Equal(["MilvusInvalidArgument"], refused.ErrorIds);
        Assert.Contains("default/counted", refused.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Requests<CreateCollectionRequest>());
        Assert.Empty(Requests<DropCollectionRequest>());

        Do("$null = Restore-MilvusDatabase backup -NewKey -Verify Full -Force -Confirm:$false");
        Assert.Equal([true], Do("(Get-MilvusEntity own -Id 7).id -eq 7").Output.Select(value => (bool)value.BaseObject));
        Assert.Equal([1L], Do("(Measure-MilvusCollection counted -Exact).RowCount").Output.Select(value => (long)value.BaseObject));
    }

    [Fact]
    public void Test_MilvusBackup_sends_nothing()
    {
        Do("$null = Backup-MilvusDatabase backup");
        Log.Requests.Clear();

        Assert.Equal(["True"], Do("(Test-MilvusBackup -Path backup).Valid").Texts);
        Assert.Empty(Log.Requests);
    }

    [Fact]
    public void Convert_MilvusCollection_alters_the_alias_after_the_rows()
    {
        Do(
            """
            $schema = New-MilvusSchema -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField vector FloatVector -Dimension 2)
            $null = Convert-MilvusCollection docs docs2 -Schema $schema -IndexParameter (New-MilvusIndexParameter vector -MetricType L2) `
                -Transform { @{ id = $_.id;
                    vector = $_.vector } } -Alias current -Verify Full -BatchSize 100 -Force -RemoveSource -Confirm:$false
            """);

        Assert.Equal(("current", "docs2"), (Log.Only<AlterAliasRequest>().Alias, Log.Only<AlterAliasRequest>().CollectionName));
        var calls = Log.Requests.Select(call => call.Request).ToList();
        var alter = calls.FindIndex(request => request is AlterAliasRequest);
        Assert.True(calls.FindLastIndex(request => request is InsertRequest { CollectionName: "docs2" }) < alter);
        Assert.True(calls.FindIndex(request => request is DropCollectionRequest { CollectionName: "docs" }) > alter);
    }

    /// <inheritdoc/>
    protected override void Prepare() => Do(
        $$"""
        $null = $ExecutionContext.SessionState.Path.SetLocation('{{_folder.FullName}}')
        $null = New-MilvusCollection docs -Dimension 2 -MetricType L2; $null = New-MilvusPartition docs drafts;
            Mount-MilvusPartition docs drafts
        $null = 1..3 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
        $null = @{ id = 4; vector = 1, 4 } | Add-MilvusEntity docs -Partition drafts
        $null = New-MilvusAlias current docs
        $null = New-MilvusUser alice -Password secret1
        """);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private List<T> Requests<T>() => [.. Log.Requests.Select(call => call.Request).OfType<T>()];
}

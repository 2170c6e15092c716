using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Requests;

/// <summary>
/// What an early Milvus ignores or takes for something else, without an error. Milvus 2.3.5 answered so: it created collections without
/// their functions and without the mark of nullable fields, and found rows with a literal _ for patterns.
/// </summary>
public sealed class OldServerRequestTests : IDisposable
{
    private const string NotSupported = "MilvusNotSupportedByServerVersion";

    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();
    private readonly int _before;

    public OldServerRequestTests()
    {
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField vector FloatVector -Dimension 2),
                (New-MilvusField title VarChar -MaxLength 50), (New-MilvusField meta Json)
            $null = New-MilvusCollection docs -Field $fields
            $null = New-MilvusIndex docs vector -MetricType L2
            Mount-MilvusCollection docs
            $null = @{ id = 1; vector = 1, 2; title = 't1'; meta = @{} } | Add-MilvusEntity docs
            """,
            _server.Address);
        _server.ActAsMilvus("v2.3.5");
        _shell.Do("$old = Connect-Milvus $args[0]", _server.Address);
        _before = _server.Log.Requests.Count;
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("t?")]
    [InlineData("a?b")]
    [InlineData("?1")]
    [InlineData("a%*")]
    [InlineData("a_*")]
    [InlineData(@"a\*")]
    [InlineData("*b")]
    [InlineData("a*b")]
    public void OldServerRequest_pattern_that_would_find_other_rows_is_refused_with_its_position(string pattern)
    {
        foreach (var line in (string[])
            [
                $"Get-MilvusEntity docs -Where {{ $_.title -clike '{pattern}' }}",
                $"Remove-MilvusEntity docs -Where {{ $_.title -notlike '{pattern}' }} -Confirm:$false",
                $"Remove-MilvusEntity docs -Where {{ $_.meta.text -like '{pattern}' }} -Confirm:$false",
                $"Search-MilvusEntity docs 1, 2 -Where {{ -not ($_.title -clike '{pattern}') }}",
            ])
        {
            var error = Assert.Single(_shell.Run(line).Errors);

            Assert.StartsWith("MilvusFilterSyntax,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.StartsWith("-Where, character ", error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("would find other rows", error.Exception.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(_server.Log.Requests.Skip(_before), call => call.Name is "Query" or "Delete" or "Search");
    }

    [Theory]
    [InlineData("t*", 1)]
    [InlineData("t1", 1)]
    [InlineData("x*", 0)]
    public void OldServerRequest_beginning_of_a_text_is_a_pattern_of_every_server(string pattern, int rows) =>
        Assert.Equal(rows, _shell.Do($"Get-MilvusEntity docs -Where {{ $_.title -clike '{pattern}' }}").Output.Count);

    [Theory]
    [InlineData("-Field $id, $v, (New-MilvusField n Int64 -Nullable)", "nullable fields")]
    [InlineData("-Field $id, $v, (New-MilvusField w SparseFloatVector)", "fields of the type SparseFloatVector")]
    [InlineData("-Field $id, (New-MilvusField w BFloat16Vector -Dimension 2)", "fields of the type BFloat16Vector")]
    [InlineData("-Field $id, (New-MilvusField w Int8Vector -Dimension 2)", "fields of the type Int8Vector")]
    [InlineData("-Field $id, $v, (New-MilvusField g Geometry)", "fields of the type Geometry")]
    [InlineData("-Field $id, $v, (New-MilvusField g Timestamptz)", "fields of the type Timestamptz")]
    [InlineData("-Field $id, $v, (New-MilvusField s ArrayOfStruct -StructField (New-MilvusField a Int64) -MaxCapacity 5)", "ArrayOfStruct")]
    [InlineData("-Schema (New-MilvusSchema -Field $id, $v, $t -Function $f)", "functions of schemas")]
    public void New_MilvusCollection_part_that_an_old_server_would_leave_out_is_refused(string definition, string part)
    {
        _shell.Do(
            """
            $id = New-MilvusField id Int64 -PrimaryKey
            $v = New-MilvusField v FloatVector -Dimension 2
            $t = New-MilvusField t VarChar -MaxLength 50
            $f = New-MilvusFunction embed TextEmbedding -InputField t -OutputField v -Parameter @{ model_name = 'm' }
            """);

        var error = Assert.Single(_shell.Run($"New-MilvusCollection other {definition}").Errors);

        Assert.StartsWith($"{NotSupported},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(part, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("v2.3.5", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Log.Requests.Skip(_before), call => call.Name == "CreateCollection");
    }

    [Fact]
    public void Copy_MilvusCollection_parts_that_an_old_server_lacks_are_named_with_the_way_out()
    {
        _shell.Do(
            """
            $new = Connect-Milvus -InMemory
            $f = New-MilvusFunction bm25 BM25 -InputField body -OutputField sparse
            $schema = New-MilvusSchema -Function $f -Field (New-MilvusField id Int64 -PrimaryKey),
                (New-MilvusField price Double -Nullable), (New-MilvusField day Int64 -Nullable),
                (New-MilvusField body VarChar -MaxLength 50 -EnableAnalyzer), (New-MilvusField sparse SparseFloatVector)
            $null = New-MilvusCollection shop -Schema $schema -IndexParameter (New-MilvusIndexParameter sparse -MetricType BM25)
            """);

        var error = Assert.Single(_shell.Run("Copy-MilvusCollection shop -Connection $new -TargetConnection $old").Errors);

        Assert.StartsWith($"{NotSupported},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("nullable fields, which came with Milvus 2.5: price, day", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("functions of schemas, which came with Milvus 2.5: bm25", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("SparseFloatVector, which came with Milvus 2.4: sparse", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Convert-MilvusCollection shop", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void New_MilvusCollection_clustering_key_that_an_old_server_ignores_is_a_warning()
    {
        var ran = _shell.Run(
            """
            $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField v FloatVector -Dimension 2),
                (New-MilvusField n Int64 -ClusteringKey)
            $null = New-MilvusCollection other -Field $fields
            """);

        Assert.Empty(ran.Errors);
        Assert.Contains("ignores that n is the clustering key of other", Assert.Single(ran.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Copy-MilvusCollection other -TargetConnection $old -LedgerPath $folder/x.ledger")]
    [InlineData("Copy-MilvusCollection other -TargetConnection $old -LedgerPath $folder/x.ledger -WhatIf")]
    [InlineData("Copy-MilvusCollection other -TargetConnection $old -LedgerPath $folder/x.ledger -SchemaOnly")]
    [InlineData("Restore-MilvusDatabase $folder/backup -Connection $old -TargetDatabase new -LedgerPath $folder/x.ledger")]
    [InlineData("Restore-MilvusDatabase $folder/backup -Connection $old -TargetDatabase new -LedgerPath $folder/x.ledger -WhatIf")]
    [InlineData("Convert-MilvusCollection docs docs2 -Schema $schema -Connection $old -LedgerPath $folder/x.ledger")]
    [InlineData("Convert-MilvusCollection docs docs2 -Schema $schema -Connection $old -LedgerPath $folder/x.ledger -WhatIf")]
    public void OldServerRequest_transfer_that_needs_a_missing_part_is_refused_before_anything_is_made(string line)
    {
        using var folder = new TemporaryFolder();
        _shell.Do(
            """
            $folder = $args[0]
            $new = Connect-Milvus -InMemory -Name new
            $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField vector FloatVector -Dimension 2),
                (New-MilvusField n Int64 -Nullable)
            $schema = New-MilvusSchema -Field $fields
            $null = New-MilvusCollection first -Dimension 2
            $null = New-MilvusCollection other -Field $fields
            $null = New-MilvusIndex other vector -MetricType L2
            Mount-MilvusCollection other
            $null = Backup-MilvusDatabase "$folder/backup"
            """,
            folder.FullName);

        Assert.Equal([NotSupported], _shell.Run(line).ErrorIds);
        Assert.False(File.Exists(folder.File("x.ledger")));
        Assert.DoesNotContain(
            _server.Log.Requests.Skip(_before), call => call.Name is "CreateCollection" or "CreateDatabase" or "CreateIndex");
    }

    [Fact]
    public void Copy_MilvusCollection_index_type_that_the_target_lacks_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        _server.Log.Answer("CreateIndex", new Protocol.Status { Code = 1100, Reason = "invalid index type: HNSW_SQ" });

        var ran = _shell.Run(
            """
            $new = Connect-Milvus -InMemory -Name new
            $null = New-MilvusCollection other -Dimension 2
            $null = 1..9 | ForEach-Object { @{ id = $_; vector = $_, 1 } } | Add-MilvusEntity other
            Copy-MilvusCollection other -TargetConnection $old -LedgerPath $args[0]
            """,
            folder.File("x.ledger"));

        var error = Assert.Single(ran.Errors);
        Assert.Contains("No collection was created: ", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("same command continues", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("x.ledger")));
        Assert.Equal(["docs"], _shell.Do("(Get-MilvusCollection -Connection $old).Name").Texts);
    }

    [Fact]
    public void Restore_MilvusDatabase_index_type_that_the_target_lacks_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        _shell.Do(
            """
            $folder = $args[0]
            $new = Connect-Milvus -InMemory -Name new
            $null = New-MilvusDatabase more
            foreach ($name in 'a', 'b') {
                $null = New-MilvusCollection $name -Dimension 2 -Database more
                $null = 1..9 | ForEach-Object { @{ id = $_; vector = $_, 1 } } | Add-MilvusEntity $name -Database more
            }
            $null = Backup-MilvusDatabase "$folder/backup" -Database more
            """,
            folder.FullName);
        var indexes = 0;
        _server.Log.On<Protocol.CreateIndexRequest, Protocol.Status>(
            "CreateIndex",
            _ => ++indexes == 2 ? new Protocol.Status { Code = 1100, Reason = "invalid index type: HNSW_SQ" } : null);

        var error = Assert.Single(_shell.Run("Restore-MilvusDatabase $folder/backup -Connection $old -LedgerPath $folder/x.ledger").Errors);

        Assert.Contains("Nothing was restored: ", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("same command continues", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("x.ledger")));
        Assert.DoesNotContain("more", _shell.Do("(Get-MilvusDatabase -Connection $old).Name").Texts);
        Assert.DoesNotContain(_server.Log.Requests.Skip(_before), call => call.Name == "Insert");
        _shell.Do("$null = Restore-MilvusDatabase $folder/backup -Connection $old -LedgerPath $folder/x.ledger");
        Assert.Equal(["a", "b"], _shell.Do("(Get-MilvusCollection -Connection $old -Database more).Name").Texts);
    }

    [Fact]
    public void Backup_MilvusDatabase_collection_without_an_index_names_the_ways_out()
    {
        using var folder = new TemporaryFolder();
        _shell.Do(
            """
            $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField vector FloatVector -Dimension 2)
            $null = New-MilvusCollection bare -Field $fields
            """);

        foreach (var load in (string[])[string.Empty, " -Load", " -Load -WhatIf"])
        {
            var error = Assert.Single(_shell.Run($"Backup-MilvusDatabase $args[0]{load}", folder.File("b")).Errors);

            Assert.Contains("bare has no index on each vector field", error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("-Exclude", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
    }

    [Fact]
    public void Copy_MilvusCollection_to_an_old_server_that_lacks_a_part_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var ran = _shell.Run(
            """
            $new = Connect-Milvus -InMemory -Name new
            $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField v FloatVector -Dimension 2),
                (New-MilvusField n Int64 -Nullable)
            $null = New-MilvusCollection other -Field $fields
            $null = New-MilvusIndex other v -MetricType L2
            Mount-MilvusCollection other
            Copy-MilvusCollection other -TargetConnection $old -LedgerPath $args[0]
            """,
            folder.File("copy.ledger"));

        Assert.Equal([NotSupported], ran.ErrorIds);
        Assert.False(File.Exists(folder.File("copy.ledger")));
        Assert.DoesNotContain(_server.Log.Requests.Skip(_before), call => call.Name == "CreateCollection");
    }
}

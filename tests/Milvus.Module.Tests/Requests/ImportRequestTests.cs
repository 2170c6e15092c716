using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The RPC requests of the cmdlets for server-side imports, with each parameter once.</summary>
public sealed class ImportRequestTests : RequestFixture
{
    [Fact]
    public void Start_MilvusImport_import_names_files_partition_and_options()
    {
        Log.Answer("Import", new ImportResponse { Tasks = { 7, 8 } });

        Sends<ImportRequest>(
            "$jobs = Start-MilvusImport docs a.json, b.json -Partition p -Option @{ sep = ';' } -IdempotencyKey once -Database archive",
            """
            { "collectionName": "docs", "partitionName": "p", "dbName": "archive", "rowBased": true, "files": ["a.json", "b.json"],
              "options": [ { "key": "sep", "value": ";" } ], "idempotencyKey": "once" }
            """);
        Assert.Equal(["7", "8"], Do("$jobs").Values("JobId"));
        Assert.Equal(["a.json", "b.json"], Do("$jobs.File").Output.Select(file => file.ToString()));
        Sends<ImportRequest>(
            "Start-MilvusImport docs id.npy, v.npy -OneSet",
            """{ "collectionName": "docs", "files": ["id.npy", "v.npy"] }"""
        );
    }

    [Fact]
    public void Start_MilvusImport_piped_files_are_one_import()
    {
        Log.Answer("Import", new ImportResponse { Tasks = { 7 } });

        Sends<ImportRequest>(
            "[Milvus.ImportFile] @{ File = 'a/1.json' }, [Milvus.ImportFile] @{ File = 'a/2.json' } | Start-MilvusImport docs",
            """{ "collectionName": "docs", "rowBased": true, "files": ["a/1.json", "a/2.json"] }""");
    }

    [Fact]
    public void ConvertTo_MilvusImportFile_reads_the_schema()
    {
        using var folder = new TemporaryFolder();
        Do("$null = New-MilvusCollection docs -Dimension 2");
        Do($"$null = $ExecutionContext.SessionState.Path.SetLocation('{folder.FullName}')");

        Sends<DescribeCollectionRequest>(
            "@{ id = 1; vector = 1, 2 } | ConvertTo-MilvusImportFile docs a.parquet -PartRow 1 -Force",
            """{ "collectionName": "docs" }""");
    }

    [Fact]
    public void ImportRequest_state_and_lists_are_asked_by_id_and_by_collection()
    {
        var state = new GetImportStateResponse
        {
            Id = 7,
            State = ImportState.ImportCompleted,
            RowCount = 20,
            CreateTs = 1_700_000_000,
            Infos =
            {
                new Milvus.Protocol.KeyValuePair { Key = "collection", Value = "docs" },
                new Milvus.Protocol.KeyValuePair { Key = "files", Value = "a.json" },
                new Milvus.Protocol.KeyValuePair { Key = "progress_percent", Value = "100" },
            },
        };
        Log.Answer("GetImportState", state);
        Log.Answer("ListImportTasks", new ListImportTasksResponse { Tasks = { state } });

        Sends<GetImportStateRequest>("$job = Get-MilvusImport 7", """{ "task": "7" }""");
        var job = Assert.Single(Do("$job").Output);
        Assert.Equal(
            ["7", "docs", "Completed", 100, 20L],
            [.. new[] { "JobId", "Collection", "State", "Progress", "RowCount" }.Select(name => job.Properties[name].Value)]);
        Sends<ListImportTasksRequest>("Get-MilvusImport -Collection docs -Limit 5", """{ "collectionName": "docs", "limit": "5" }""");
        Sends<GetImportStateRequest>("$job | Wait-MilvusImport", """{ "task": "7" }""");
    }
}

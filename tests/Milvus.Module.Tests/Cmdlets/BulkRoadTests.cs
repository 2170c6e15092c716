using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>
/// The bulk road as one pipeline: files, upload, import, comparison. Milvus and the engine read a folder of this machine.
/// </summary>
public sealed class BulkRoadTests
{
    private const string Line =
        """
        1..5 | ForEach-Object { @{ id = $_; vector = $_, 1 } } | ConvertTo-MilvusImportFile $name ./rows.parquet -PartRow 2 |
            Send-MilvusImportFile -Destination ./import | Start-MilvusImport $name -Wait -Verify Count |
            ForEach-Object { "$($_.State) $($_.RowsCounted) $($_.Verified)" }
        """;

    /// <summary>Milvus Lite has no imports.</summary>
    public static TheoryData<Backend> Importing => Backend.Without("lite");

    [Theory]
    [MemberData(nameof(Importing))]
    public void Start_MilvusImport_rows_of_the_pipeline_arrive_through_files_in_a_folder(Backend backend)
    {
        using var on = new BackendShell(backend);
        using var folder = new TemporaryFolder();

        Run(on.Shell, folder, on.NewName("bulk"));
    }

    [Theory]
    [InlineData("wrong.json")]
    [InlineData("wrong.parquet")]
    [InlineData("wrong.csv")]
    public void Start_MilvusImport_columns_with_other_names_get_the_ways_to_rename_them(string file)
    {
        using var folder = new TemporaryFolder();
        using var shell = new ModuleShell();
        folder.Write("wrong.csv", "ident,vec\n1,\"[1,2]\"\n");
        shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
            $null = New-MilvusCollection right -Dimension 2
            $fields = (New-MilvusField ident INT64 -PrimaryKey), (New-MilvusField vec FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusCollection wrong -Field $fields
            'wrong.json', 'wrong.parquet' | ForEach-Object { $null = @{ ident = 1; vec = 1, 2 } | ConvertTo-MilvusImportFile wrong $_ }
            """,
            folder.FullName);

        var error = Assert.Single(shell.Run("Start-MilvusImport right $args[0] -Wait", file).Errors);

        Assert.StartsWith("MilvusJobFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Import-MilvusEntity -Map", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("ConvertTo-MilvusImportFile", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_MilvusImport_server_reads_the_folder_of_its_database()
    {
        using var folder = new TemporaryFolder();
        using var server = new RecordingServer(path: folder.File("server.db"));
        using var shell = new ModuleShell();
        shell.Do("$null = Connect-Milvus $args[0]", server.Address);

        Run(shell, folder, "bulk");
    }

    private static void Run(ModuleShell shell, TemporaryFolder folder, string name)
    {
        Directory.CreateDirectory(folder.File("import"));
        shell.Do(
            """
            $name = $args[1]
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
            $null = New-MilvusCollection $name -Dimension 2
            """,
            folder.FullName,
            name);

        var shown = shell.Do(Line).Texts;

        Assert.NotEmpty(shown);
        Assert.All(shown, job => Assert.Equal("Completed 5 Count", job));
        Assert.Equal(
            Enumerable.Range(1, 5),
            shell.Do("Get-MilvusEntity $name -ConsistencyLevel Strong | ForEach-Object { [int]$_.vector[0] }").Output
                .Select(row => (int)row.BaseObject).Order());
        Assert.Equal(3, Directory.GetFiles(folder.File("import")).Length);
    }
}

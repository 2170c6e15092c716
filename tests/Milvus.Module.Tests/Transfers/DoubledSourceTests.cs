using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Transfers;

/// <summary>Every transfer of a collection with keys that are stored more than once says so, and brings one row of each key.</summary>
public sealed class DoubledSourceTests
{
    private const string Create = """
        param($name, $doubled)
        $null = New-MilvusCollection $name -Dimension 2 -ConsistencyLevel Strong
        $null = 1..300 | ForEach-Object { @{ id = $_; vector = $_, 1 } } | Add-MilvusEntity $name
        $null = 1..$doubled | ForEach-Object { @{ id = 2 * $_; vector = $_, 2 } } | Add-MilvusEntity $name
        """;

    /// <summary>The embedded engine and Milvus.</summary>
    public static TheoryData<Backend> Servers => [.. FindServers()];

    /// <summary>Each transfer with each verification that it has, on the embedded engine and on Milvus.</summary>
    public static TheoryData<Backend, string, string> Transfers
    {
        get
        {
            string[] lines =
            [
                "Copy-MilvusCollection $source $target -Verify",
                "Export-MilvusEntity $source \"$folder/rows.jsonl\" -Verify",
                "Export-MilvusEntity $source \"$folder/rows.jsonl\" -Filter 'id < {n}' -FilterParameter @{ n = 1000 } -Verify",
                "Backup-MilvusDatabase \"$folder/backup\" -Collection $source -Verify",
                "Convert-MilvusCollection $source $target -Verify",
            ];
            var data = new TheoryData<Backend, string, string>();
            foreach (var backend in FindServers())
            {
                foreach (var line in lines)
                {
                    foreach (var level in new[] { "Count", "Key", "Full" })
                    {
                        data.Add(backend, line, level);
                    }
                }
            }

            return data;
        }
    }

    private static IEnumerable<Backend> FindServers() => new[] { "embedded", "milvus" }.Where(Backend.IsThere).Select(Backend.Named);

    [Theory]
    [InlineData("Copy-MilvusCollection docs copy -Verify Count")]
    [InlineData("Copy-MilvusCollection docs copy -Verify Full")]
    [InlineData("Copy-MilvusCollection auto copy -NewKey -Verify Count")]
    [InlineData("Copy-MilvusCollection auto copy -NewKey -Verify Full")]
    public void DoubledSource_is_counted_once_by_a_copy(string line)
    {
        using var server = new RecordingServer();
        using var folder = new TemporaryFolder();
        using var shell = new ModuleShell();
        shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
            $null = New-MilvusCollection docs -Dimension 2
            $null = New-MilvusCollection auto -Dimension 2 -AutoId
            $null = 1..5 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
            $null = 1..5 | ForEach-Object { @{ vector = 1, $_ } } | Add-MilvusEntity auto
            """,
            server.Address,
            folder.FullName);

        Assert.Single(shell.Do(line).Output);

        Assert.Single(server.Log.Requests, call => call.Request is QueryRequest { CollectionName: not "copy", OutputFields: ["count(*)"] });
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Get_MilvusEntity_Id_finds_every_key_if_all_are_stored_twice(Backend backend)
    {
        using var world = new BackendShell(backend);
        var source = world.NewName("doubled");
        world.Shell.Do(Create, source, 9);

        var found = world.Shell.Do("Get-MilvusEntity $args[0] -Id 2, 4, 6, 8, 10, 12, 14, 16, 18", source).Values("id");

        Assert.Equal([2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L, 18L], found.Order());
    }

    [Theory]
    [Failure("V5")]
    [MemberData(nameof(Transfers))]
    public void DoubledSource_of_every_transfer_is_one_warning_with_the_keys(Backend backend, string line, string level)
    {
        using var world = new BackendShell(backend);
        using var folder = new TemporaryFolder();
        var (source, target) = (world.NewName("doubled"), world.NewName("target"));
        world.Shell.Do(Create, source, 2);

        var ran = world.Shell.Run($"param($source, $target, $folder) {line} {level}", source, target, folder.FullName);

        Assert.Empty(ran.Errors);
        var warning = Assert.Single(ran.Warnings);
        Assert.Contains("counts 302 rows, but 2 keys are stored more than once: 2, 4.", warning, StringComparison.Ordinal);
        Assert.Contains(" has 300 rows", warning, StringComparison.Ordinal);
        Assert.Equal([300L], ran.Values("RowsRead"));
    }

    [Theory]
    [InlineData("Copy-MilvusCollection texts copy -Verify Count", "'a', 'b\0'")]
    [InlineData("Copy-MilvusCollection texts copy -Verify Full", "'a', 'b\0'")]
    [InlineData("Export-MilvusEntity texts rows.jsonl", "'a', 'b\0'")]
    [InlineData("Export-MilvusEntity texts rows.jsonl -Filter \"id > 'a'\"", "'b\0'")]
    [InlineData("Backup-MilvusDatabase backup -Collection texts", "'a', 'b\0'")]
    public void DoubledSource_keys_with_NUL_are_found_like_others(string line, string keys)
    {
        using var folder = new TemporaryFolder();
        using var shell = new ModuleShell(width: 400);
        shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
            $fields = (New-MilvusField id VarChar -MaxLength 9 -PrimaryKey), (New-MilvusField v FloatVector -Dimension 2)
            $null = New-MilvusCollection texts -Field $fields -IndexParameter (New-MilvusIndexParameter v)
            $null = 'a', 'a', 'b', "b`0", "b`0", "b`0x", "c`0" | ForEach-Object { @{ id = $_; v = 1, 2 } } | Add-MilvusEntity texts
            """,
            folder.FullName);

        var ran = shell.Run(line);

        Assert.Empty(ran.Errors);
        var warning = Assert.Single(ran.Warnings);
        var shown = keys.Replace("\0", "\u2400", StringComparison.Ordinal);
        Assert.Contains($"stored more than once: {shown}", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_MilvusCollection_more_doubled_keys_than_are_searched_are_at_least_so_many()
    {
        using var world = new BackendShell(Backend.Named("embedded"));
        world.Shell.Do(Create, "source", 150);

        var ran = world.Shell.Run("Copy-MilvusCollection source target -Verify Full");

        Assert.Contains("at least 100 keys are stored more than once: 2, 4,", Assert.Single(ran.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_MilvusEntity_more_doubled_rows_than_are_searched_are_at_least_so_many()
    {
        using var world = new BackendShell(Backend.Named("embedded"));
        using var folder = new TemporaryFolder();
        world.Shell.Do(Create, "source", 1);
        world.Shell.Do(
            "$null = Export-MilvusEntity source $args[0] 3>$null; $null = Remove-MilvusEntity source -Filter 'id > 0' -Confirm:$false",
            folder.File("rows.jsonl"));
        world.Shell.Do("$null = Import-MilvusEntity source $args[0] -Verify Full", folder.File("rows.jsonl"));

        var again = world.Shell.Run("Import-MilvusEntity source $args[0] -Verify Full", folder.File("rows.jsonl"));

        Assert.Equal(["MilvusTransferMismatch"], again.ErrorIds);
        Assert.Contains("in at least 100 rows: keys 1, 2,", again.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains(" are doubled", again.Errors[0].Exception.Message, StringComparison.Ordinal);
    }
}

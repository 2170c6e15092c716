using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Transfers;

/// <summary>Keys that a filter cannot contain, or that a server cannot read in one, are read and compared like others.</summary>
public sealed class OddKeyTests
{
    private const string Fill = """
        param($name, $type, $keys)
        $key = if ($type -eq 'INT64') { New-MilvusField id INT64 -PrimaryKey } else { New-MilvusField id VARCHAR -PrimaryKey -MaxLength 20 }
        $null = New-MilvusCollection $name -Field $key, (New-MilvusField v FLOAT_VECTOR -Dimension 2) -IndexParameter (
            New-MilvusIndexParameter v -IndexType FLAT -MetricType L2)
        $null = $keys | ForEach-Object { @{ id = $_; v = 1, 2 } } | Add-MilvusEntity $name
        """;

    private static readonly string[] _withNul = ["a", "a\0", "a\0b", "a\0c", "b", "n\0", "n\0x", "n\0y", "\0"];

    public static TheoryData<Backend> All => Backend.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Get_MilvusEntity_pages_end_at_keys_with_NUL(Backend backend)
    {
        using var world = new BackendShell(backend);
        var name = world.NewName("nul");
        world.Shell.Do(Fill, name, "VARCHAR", _withNul);

        foreach (var size in new[] { 1, 2, 3, 100 })
        {
            var read = world.Shell.Do("Get-MilvusEntity $args[0] -BatchSize $args[1] -ConsistencyLevel Strong", name, size).Values("id");

            Assert.Equal(_withNul.Order(StringComparer.Ordinal), read.Cast<string>());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Backup_MilvusDatabase_files_end_at_keys_with_NUL(Backend backend)
    {
        using var world = new BackendShell(backend);
        using var folder = new TemporaryFolder();
        var (name, copy) = (world.NewName("nul"), world.NewName("back"));
        world.Shell.Do(Fill, name, "VARCHAR", _withNul);

        var ran = world.Shell.Do(
            """
            param($name, $copy, $folder)
            Backup-MilvusDatabase "$folder/backup" -Collection $name -RowsPerFile 2 -Verify Full
            Restore-MilvusDatabase "$folder/backup" -Rename @{ $name = $copy } -Verify Full -LedgerPath "$folder/r.ledger"
            Export-MilvusEntity $name "$folder/rows.jsonl" -Verify Full
            Import-MilvusEntity $copy "$folder/rows.jsonl" -Verify Full -Upsert -LedgerPath "$folder/i.ledger"
            """,
            name,
            copy,
            folder.FullName);

        Assert.Equal(Enumerable.Repeat((object)9L, 4), ran.Values("RowsCompared"));
    }

    // The largest integer has a test of its own below.
    [Theory]
    [MemberData(nameof(All))]
    public void KeyFilter_smallest_integer_is_found_read_and_removed(Backend backend)
    {
        using var world = new BackendShell(backend);
        var name = world.NewName("min");
        world.Shell.Do(Fill, name, "INT64", new[] { long.MinValue, long.MinValue + 1, -1, 0, long.MaxValue - 1 });

        var ran = world.Shell.Do(
            """
            param($name)
            $PSDefaultParameterValues = @{ 'Get-*:ConsistencyLevel' = 'Strong' }
            "$((Get-MilvusEntity $name -BatchSize 1).id)"
            "$((Get-MilvusEntity $name -Id ([long]::MinValue)).id)"
            "$((Get-MilvusEntity $name -Id ([long]::MinValue), 0).id)"
            "$((Get-MilvusEntity $name -Where { $_.id -gt [long]::MinValue }).id)"
            $null = Remove-MilvusEntity $name -Id ([long]::MinValue), -1 -Confirm:$false
            "$((Get-MilvusEntity $name).id)"
            """,
            name);

        Assert.Equal(
            [
                $"{long.MinValue} {long.MinValue + 1} -1 0 {long.MaxValue - 1}",
                $"{long.MinValue}",
                $"{long.MinValue} 0",
                $"{long.MinValue + 1} -1 0 {long.MaxValue - 1}",
                $"{long.MinValue + 1} 0 {long.MaxValue - 1}",
            ],
            ran.Texts);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ServerFeature_LargestKey_row_that_the_server_only_counts_is_an_error(Backend backend)
    {
        using var world = new BackendShell(backend);
        using var folder = new TemporaryFolder();
        var name = world.NewName("max");
        world.Shell.Do(Fill, name, "INT64", new[] { 0, long.MaxValue - 1, long.MaxValue });
        string[] lines =
        [
            "Export-MilvusEntity $args[0] \"$($args[1])/rows.jsonl\" -Verify Count",
            "Copy-MilvusCollection $args[0] ($args[0] + '_copy') -Verify Full -LedgerPath \"$($args[1])/c.ledger\"",
            "Backup-MilvusDatabase \"$($args[1])/backup\" -Collection $args[0]",
        ];

        foreach (var line in lines)
        {
            var ran = world.Shell.Run(line, name, folder.FullName);

            if (backend.Name != "milvus")
            {
                Assert.Empty(ran.Errors);
                continue;
            }

            var error = Assert.Single(ran.Errors);
            Assert.Contains($"has a row with the key {long.MaxValue}", error.ToString(), StringComparison.Ordinal);
            Assert.Contains("-Filter 'id < ", error.ErrorDetails?.RecommendedAction ?? string.Empty, StringComparison.Ordinal);
        }

        world.Shell.Run("Remove-MilvusCollection ($args[0] + '_copy') -Confirm:$false -ErrorAction Ignore", name);
        var rest = world.Shell.Do(
            "(Export-MilvusEntity $args[0] \"$($args[1])/rest.jsonl\" -Filter \"id < $([long]::MaxValue)\" -Verify Full).RowsCompared",
            name,
            folder.FullName);
        Assert.Equal([2L], rest.Output.Select(row => row.BaseObject));
    }
}

using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>The default database belongs to one connection, not to others with the same address.</summary>
public sealed class DatabaseTests
{
    public static TheoryData<Backend> All => Backend.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Use_MilvusDatabase_second_connection_on_same_address_is_unaffected(Backend backend)
    {
        using var server = backend.Name == "embedded" ? new RecordingServer() : null;
        var connect = server is null ? backend.Connect : $"Connect-Milvus {server.Address}";
        using var shell = new ModuleShell();
        var database = NewName();
        shell.Do($"$null = {connect} -Name first; $null = {connect} -Name second; $null = New-MilvusDatabase {database} -Connection first");
        try
        {
            // The piped database changes its own connection, although the second one is current.
            shell.Do($"Get-MilvusDatabase {database} -Connection first | Use-MilvusDatabase; $null = New-MilvusCollection inside "
                + "-Dimension 2 -Connection first");

            Assert.Equal(database, shell.Do("(Get-MilvusConnection first).Database").Output.Single().ToString());
            Assert.Equal(
                [true, false, true, false],
                shell.Do(
                    $"""
                    Test-MilvusCollection inside -Connection first
                    Test-MilvusCollection inside -Connection second
                    Test-MilvusCollection inside -Connection second -Database {database}
                    Test-MilvusCollection inside -Connection first -Database default
                    """).Output.Select(answer => (bool)answer.BaseObject));
        }
        finally
        {
            shell.Do($"Use-MilvusDatabase default -Connection first; Get-MilvusCollection -Database {database} | "
                + $"Remove-MilvusCollection -Confirm:$false; Remove-MilvusDatabase {database} -Confirm:$false");
        }
    }

    // Milvus Lite 3.2.2 ignores the database of the request, and renames the collection.
    [Theory]
    [MemberData(nameof(All))]
    public void Rename_MilvusCollection_target_database_moves_the_collection(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewCollection("moves");
        var shell = connected.Shell;
        var database = NewName();
        shell.Do($"$null = New-MilvusDatabase {database}");
        try
        {
            var ran = shell.Run(
                $"Get-MilvusCollection {name} | Rename-MilvusCollection -NewName moved -TargetDatabase {database} -PassThru");

            Assert.Equal(backend.Name == "lite" ? ["MilvusNotSupportedByServerVersion"] : [], ran.ErrorIds);
            Assert.Equal(backend.Name == "lite" ? [] : [database], ran.Values("Database"));
            Assert.Equal(backend.Name == "lite", shell.Do($"Test-MilvusCollection {name}").Output.Single().BaseObject);
        }
        finally
        {
            shell.Do($"Get-MilvusCollection -Database {database} | Remove-MilvusCollection -Confirm:$false; Remove-MilvusDatabase "
                + $"{database} -Confirm:$false");
        }
    }

    // Milvus 2.3.5 does not support properties of databases.
    [Theory]
    [MemberData(nameof(All))]
    public void Set_MilvusDatabase_properties_are_set_and_removed_or_unsupported(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var shell = connected.Shell;
        var database = NewName();
        try
        {
            var made = shell.Run($"New-MilvusDatabase {database} -Property @{{ 'database.max.collections' = 3 }} | ForEach-Object {{ "
                + $"$_.Property['database.max.collections'] }}");
            var changed = shell.Run($"Get-MilvusDatabase {database} | Set-MilvusDatabase -Property @{{ 'database.max.collections' = "
                + $"4 }} -PassThru | ForEach-Object {{ $_.Property['database.max.collections'] }}");

            if (backend.Name == "milvus")
            {
                Assert.Contains("without its properties", Assert.Single(made.Warnings), StringComparison.Ordinal);
                Assert.Equal(["MilvusNotSupportedByServerVersion"], changed.ErrorIds);
            }
            else
            {
                Assert.Equal(["3", "4"], made.Output.Concat(changed.Output).Select(value => value?.ToString()));
                shell.Do($"Set-MilvusDatabase {database} -RemoveProperty database.max.collections");
                Assert.Equal("0", shell.Do($"(Get-MilvusDatabase {database}).Property.Count").Output.Single().ToString());
            }
        }
        finally
        {
            shell.Do($"Remove-MilvusDatabase {database} -Confirm:$false");
        }
    }

    private static string NewName() => "db_" + Guid.NewGuid().ToString("N")[..12];
}

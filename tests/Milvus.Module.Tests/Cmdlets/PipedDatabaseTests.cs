using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>A piped object stays that of its database: another one can have an object of the same name.</summary>
public sealed class PipedDatabaseTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public PipedDatabaseTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusDatabase other
        foreach ($database in 'default', 'other') {
            $null = New-MilvusCollection docs -Dimension 2 -Database $database
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs -Database $database
            $null = New-MilvusPartition docs p -Database $database
            $null = New-MilvusAlias a docs -Database $database
        }

        $docs = Get-MilvusCollection docs
        """);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("$docs | Remove-MilvusCollection -Confirm:$false")]
    [InlineData("$docs | Clear-MilvusCollection -Confirm:$false")]
    [InlineData("$docs | Dismount-MilvusCollection -Confirm:$false")]
    [InlineData("$docs | Mount-MilvusCollection")]
    [InlineData("$docs | Rename-MilvusCollection -NewName renamed -Confirm:$false")]
    [InlineData("$docs | Set-MilvusCollection -Property @{ 'collection.ttl.seconds' = 5 } -Confirm:$false")]
    [InlineData("$docs | Copy-MilvusCollection -NewName copied")]
    [InlineData("$docs | Get-MilvusIndex")]
    [InlineData("Get-MilvusIndex docs -Database default | Remove-MilvusIndex -Force -Confirm:$false")]
    [InlineData("Get-MilvusPartition docs p -Database default | Remove-MilvusPartition -Confirm:$false")]
    [InlineData("Get-MilvusAlias a -Database default | Remove-MilvusAlias -Confirm:$false")]
    [InlineData("Get-MilvusEntity docs -Database default | Remove-MilvusEntity -Confirm:$false")]
    [InlineData("Search-MilvusEntity docs 1, 2 -Database default | Remove-MilvusEntity -Confirm:$false")]
    public void PipedDatabase_object_with_another_Database_is_refused_and_both_stay(string line)
    {
        Check(_shell.Run($"{line} -Database other"));
        _shell.Do("$PSDefaultParameterValues['*-Milvus*:Database'] = 'other'");
        Check(_shell.Run(line));
        _shell.Do("$PSDefaultParameterValues.Clear()");

        Assert.Equal(
            ["1 p a", "1 p a"],
            _shell.Do("""
                foreach ($database in 'default', 'other') {
                    "$((Get-MilvusEntity docs -Database $database).id) $((Get-MilvusPartition docs p -Database $database).Name) " +
                        (Get-MilvusAlias -Database $database).Name
                }
                """).Texts);
    }

    private static void Check(Ran ran)
    {
        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains(
            "came from the database default, but -Database names other", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public void PipedDatabase_object_with_its_own_Database_is_accepted()
    {
        _shell.Do("Remove-MilvusAlias a -Confirm:$false; $docs | Remove-MilvusCollection -Database default -Confirm:$false");

        Assert.Empty(_shell.Do("Get-MilvusCollection").Output);
        Assert.Equal(["docs"], _shell.Do("(Get-MilvusCollection -Database other).Name").Texts);
    }

    [Fact]
    public void PipedDatabase_role_is_not_part_of_a_database()
    {
        _shell.Do("$null = New-MilvusRole reader; Grant-MilvusPrivilege (Get-MilvusRole reader) Query docs -Database other");

        Assert.Equal(["other"], _shell.Do("(Get-MilvusRole reader | Get-MilvusPrivilege -Database other).Database").Texts);
    }
}

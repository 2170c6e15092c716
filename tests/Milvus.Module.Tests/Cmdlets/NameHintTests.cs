using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>A misspelt name of an object of the server gets a hint, if a similar one exists and may be listed.</summary>
public sealed class NameHintTests : IDisposable
{
    private readonly ModuleShell _shell = new(width: 1000);

    public NameHintTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusDatabase library
        $null = New-MilvusCollection books -Dimension 2
        $null = New-MilvusPartition books novels
        $null = New-MilvusAlias current books
        $null = New-MilvusRole reader
        $null = New-MilvusUser alice -Password secret1 -WarningAction SilentlyContinue
        """);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Get-MilvusCollection boks", "books")]
    [InlineData("Get-MilvusEntity bokos -Id 1", "books")]
    [InlineData("Search-MilvusEntity curent 1, 2", "current")]
    [InlineData("Remove-MilvusCollection boks -Confirm:$false", "books")]
    [InlineData("Get-MilvusEntity books -Id 1 -Partition novel", "novels")]
    [InlineData("Get-MilvusCollection books | Get-MilvusPartition -Name novell", "novels")]
    [InlineData("Get-MilvusIndex books vectr", "vector")]
    [InlineData("Remove-MilvusAlias curent -Confirm:$false", "current")]
    [InlineData("Get-MilvusCollection -Database libary", "library")]
    [InlineData("Get-MilvusDatabase libary", "library")]
    [InlineData("Get-MilvusUser alise", "alice")]
    [InlineData("Grant-MilvusRole raeder alice", "reader")]
    [InlineData("Grant-MilvusPrivilege raeder Search books", "reader")]
    [InlineData("Grant-MilvusPrivilege reader Serch books", "Search")]
    [InlineData("Get-MilvusPrivilegeGroup CollectionReadOnyl", "CollectionReadOnly")]
    public void NameHint_misspelt_name_is_an_error_that_names_the_similar_one(string line, string near)
    {
        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.StartsWith($"Did you mean {near}? ", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MilvusCollection shelves")]
    [InlineData("Get-MilvusUser someone")]
    public void NameHint_name_without_a_similar_one_has_the_usual_advice(string line)
    {
        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.DoesNotContain("Did you mean", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Get_MilvusCollection_misspelt_name_gets_a_hint_from_each_back_end(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewCollection("hinted");

        var error = Assert.Single(back.Shell.Run("Get-MilvusCollection $args[0]", name + "x").Errors);

        Assert.StartsWith($"Did you mean {name}?", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}

using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Names with wildcards.</summary>
public sealed class WildcardTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public WildcardTests() => _shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusCollection production -Dimension 2");

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Get-MilvusCollection '[x'")]
    [InlineData("Get-MilvusConnection 'a[x'")]
    [InlineData("Get-MilvusIndex production '[a-'")]
    [InlineData("Get-MilvusUser '[['")]
    [InlineData("Get-MilvusDatabase 'a[*'")]
    [InlineData("Copy-MilvusCollection production copy -Partition '[x'")]
    public void Wildcard_bracket_that_is_not_closed_is_an_error_of_the_module(string line)
    {
        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("is not a valid pattern of wildcards", error.Exception.Message, StringComparison.Ordinal);
    }
}

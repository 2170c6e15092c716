using System.Management.Automation;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Errors;

/// <summary>Id, category and target of the errors that a user can meet.</summary>
public sealed class ErrorRecordTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Get-MilvusIndex nowhere", "MilvusCollectionNotFound", ErrorCategory.ObjectNotFound, "nowhere")]
    [InlineData("Get-MilvusCollection nowhere", "MilvusCollectionNotFound", ErrorCategory.ObjectNotFound, "nowhere")]
    [InlineData("Search-MilvusEntity nowhere 1, 2", "MilvusCollectionNotFound", ErrorCategory.ObjectNotFound, "nowhere")]
    [InlineData("Add-MilvusEntity nowhere @{ id = 1 }", "MilvusCollectionNotFound", ErrorCategory.ObjectNotFound, "nowhere")]
    [InlineData("Get-MilvusIndex docs nope", "MilvusIndexNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Wait-MilvusIndex docs nope", "MilvusIndexNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Get-MilvusEntity docs -Partition nope", "MilvusPartitionNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Get-MilvusField docs nope", "MilvusFieldNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Search-MilvusEntity docs 1, 2 -Field nope", "MilvusFieldNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Measure-MilvusSearch docs -Field nope", "MilvusFieldNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Measure-MilvusIndex docs -Field nope", "MilvusFieldNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Get-MilvusSnapshot nope -Collection docs", "MilvusObjectNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Get-MilvusImport 12", "MilvusObjectNotFound", ErrorCategory.ObjectNotFound, "12")]
    [InlineData("Remove-MilvusFunction docs nope -Confirm:$false", "MilvusObjectNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Get-MilvusCollection -Database nope", "MilvusDatabaseNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Get-MilvusAlias -Database nope", "MilvusDatabaseNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Get-MilvusAccess -Role nope", "MilvusRoleNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Backup-MilvusDatabase ./b -Collection nope", "MilvusCollectionNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Get-MilvusCollection docs -Database nope", "MilvusDatabaseNotFound", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData(
        "Dismount-MilvusCollection docs; Search-MilvusEntity docs 1, 2",
        "MilvusCollectionNotLoaded",
        ErrorCategory.InvalidOperation,
        "docs"
    )]
    [InlineData("Remove-MilvusIndex docs vector", "MilvusCollectionLoaded", ErrorCategory.InvalidOperation, "vector")]
    [InlineData("New-MilvusCollection docs -Dimension 3", "MilvusAlreadyExists", ErrorCategory.ResourceExists, "docs")]
    [InlineData("Get-MilvusEntity docs 'id >'", "MilvusFilterSyntax", ErrorCategory.ParserError, "docs")]
    [InlineData("Search-MilvusEntity docs 1, 2, 3", "MilvusDimensionMismatch", ErrorCategory.InvalidData, "docs")]
    [InlineData("Search-MilvusEntity docs ([float]::NaN), 1", "MilvusInvalidVector", ErrorCategory.InvalidData, "docs")]
    [InlineData("Remove-MilvusCollection 'd*' -Confirm:$false", "MilvusInvalidArgument", ErrorCategory.InvalidArgument, "d*")]
    [InlineData("Import-MilvusEntity docs ./nowhere.jsonl", "MilvusFileNotFound", ErrorCategory.ObjectNotFound, null)]
    [InlineData("Add-MilvusEntity docs @{ id = 1 }", "MilvusSchemaMismatch", ErrorCategory.InvalidData, null)]
    [InlineData("Add-MilvusEntity docs @{ id = $null; vector = 1, 2 }", "MilvusNullNotAllowed", ErrorCategory.InvalidData, null)]
    [InlineData("Add-MilvusEntity docs @{ id = 1e30; vector = 1, 2 }", "MilvusValueOutOfRange", ErrorCategory.InvalidData, null)]
    [InlineData("Disconnect-Milvus; Get-MilvusCollection", "MilvusNotConnected", ErrorCategory.ConnectionError, null)]
    [InlineData(
        "Disconnect-Milvus; Get-MilvusCollection -Connection $connection",
        "MilvusConnectionClosed",
        ErrorCategory.ConnectionError,
        null
    )]
    public void ErrorRecord_failure_is_known_by_its_id(string command, string id, ErrorCategory category, string? target)
    {
        _shell.Do("$connection = Connect-Milvus -InMemory; $null = New-MilvusCollection docs -Dimension 2");

        var error = Assert.Single(_shell.Run(command).Errors);

        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal("Milvus.MilvusException", error.Exception.GetType().FullName);
        if (target is not null)
        {
            Assert.Equal(target, error.TargetObject?.ToString());
        }
    }

    [Fact]
    [Failure("N1")]
    [Produces("MilvusServerUnavailable", "MilvusAuthenticationFailed", "MilvusTlsFailed")]
    public void ErrorRecord_failed_connect_says_why_and_names_the_address()
    {
        using var server = new RecordingServer("root:right-one");

        var refused = Connect("http://127.0.0.1:1 -TimeoutSec 1");
        var unknown = Connect($"{server.Address} -Token root:wrong");
        var plain = Connect($"{server.Address.Replace("http:", "https:", StringComparison.Ordinal)} -TimeoutSec 5");

        Assert.Equal("MilvusServerUnavailable", refused.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal("http://127.0.0.1:1", refused.TargetObject);
        Assert.Equal("MilvusAuthenticationFailed", unknown.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(ErrorCategory.AuthenticationError, unknown.CategoryInfo.Category);
        Assert.Equal("MilvusTlsFailed", plain.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(_shell.Do("Get-MilvusConnection").Output);
    }

    private ErrorRecord Connect(string arguments) => Assert.Single(_shell.Run("Connect-Milvus " + arguments).Errors);
}

using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Control;

/// <summary>An object that another client drops between the list and its description is left out.</summary>
public sealed class ListedTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public ListedTests()
    {
        _shell.Runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = New-MilvusAlias also docs
            """,
            _server.Address);
        _server.Log.Changed["ShowCollections"] = answer => ((ShowCollectionsResponse)answer).CollectionNames.Add("gone");
        _server.Log.Changed["ListAliases"] = answer => ((ListAliasesResponse)answer).Aliases.Add("gone");
        _server.Log.Changed["ListDatabases"] = answer => ((ListDatabasesResponse)answer).DbNames.Add("gone");
        _server.Log.Changed["ListResourceGroups"] = answer => ((ListResourceGroupsResponse)answer).ResourceGroups.Add("gone");
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("(Get-MilvusCollection).Name", "docs")]
    [InlineData("(Get-MilvusCollection *o*).Name", "docs")]
    [InlineData("(Get-MilvusAlias).Name", "also")]
    [InlineData("(Get-MilvusDatabase).Name", "default")]
    [InlineData("(Get-MilvusResourceGroup).Name", "__default_resource_group")]
    [InlineData("(Backup-MilvusDatabase b -WarningAction SilentlyContinue).Collection.Name", "docs")]
    public void ConnectedCommand_dropped_object_is_left_out(string command, string name) =>
        Assert.Equal([name], _shell.Do(command).Texts);

    [Fact]
    public void Get_MilvusSnapshot_leaves_a_dropped_collection_out() => Assert.Empty(_shell.Do("Get-MilvusSnapshot").Output);

    [Theory]
    [InlineData("Get-MilvusCollection gone", "MilvusCollectionNotFound")]
    [InlineData("Get-MilvusAlias gone", "MilvusAliasNotFound")]
    [InlineData("Get-MilvusDatabase gone", "MilvusDatabaseNotFound")]
    [InlineData("Backup-MilvusDatabase b -Collection gone", "MilvusCollectionNotFound")]
    public void ConnectedCommand_listed_object_that_was_named_is_an_error(string command, string id) =>
        Assert.Equal([id], _shell.Run(command).ErrorIds);
}

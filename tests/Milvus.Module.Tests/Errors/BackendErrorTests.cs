using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Errors;

/// <summary>The same mistake has the same id on the engine and on real servers, and is a MilvusException that a script can catch.</summary>
public sealed class BackendErrorTests
{
    /// <summary>$name is a loaded collection of twenty rows (id, name, vector of 4), indexed on the vector.</summary>
    internal static readonly ErrorCase[] Cases =
    [
        new("Get-MilvusIndex no_such_one", "MilvusCollectionNotFound"),
        new("Search-MilvusEntity no_such_one 1, 2, 3, 4", "MilvusCollectionNotFound"),
        new("Get-MilvusEntity no_such_one", "MilvusCollectionNotFound"),
        new("Add-MilvusEntity no_such_one @{ id = 1 }", "MilvusCollectionNotFound"),
        new("Mount-MilvusCollection no_such_one", "MilvusCollectionNotFound"),
        new("Get-MilvusIndex $name no_such_one", "MilvusIndexNotFound"),
        new("Wait-MilvusIndex $name no_such_one", "MilvusIndexNotFound"),
        new("Get-MilvusEntity $name -Partition no_such_one", "MilvusPartitionNotFound"),
        new("Get-MilvusPartition $name no_such_one", "MilvusPartitionNotFound"),
        new("Get-MilvusDatabase no_such_one", "MilvusDatabaseNotFound"),
        new("Get-MilvusCollection -Database no_such_one", "MilvusDatabaseNotFound"),
        new("Get-MilvusAlias no_such_one", "MilvusAliasNotFound"),
        new("Remove-MilvusAlias no_such_one", "MilvusAliasNotFound"),
        new("Get-MilvusUser no_such_one", "MilvusUserNotFound") { OnLite = "MilvusNotSupportedByServerVersion" },
        new("Get-MilvusRole no_such_one", "MilvusRoleNotFound") { OnLite = "MilvusNotSupportedByServerVersion" },
        new("Get-MilvusPrivilegeGroup no_such_one", "MilvusPrivilegeGroupNotFound")
        {
            OnMilvus = "MilvusNotSupportedByServerVersion",
            OnLite = "MilvusNotSupportedByServerVersion",
        },
        new("Get-MilvusResourceGroup no_such_one", "MilvusResourceGroupNotFound") { OnLite = "MilvusNotSupportedByServerVersion" },
        new("Remove-MilvusIndex $name vector", "MilvusCollectionLoaded"),
        new("New-MilvusCollection $name -Dimension 9", "MilvusAlreadyExists"),
        new("New-MilvusIndex $name vector -IndexType FLAT -MetricType L2", "MilvusAlreadyExists"),
        new("Get-MilvusEntity $name 'id >'", "MilvusFilterSyntax"),
        new("Search-MilvusEntity $name 1, 2, 3, 4 -Filter 'no_field > 1'", "MilvusFilterSyntax"),
        new("Search-MilvusEntity $name 1, 2, 3", "MilvusDimensionMismatch"),
        new("Search-MilvusEntity $name ([float]::NaN), 1, 2, 3", "MilvusInvalidVector"),
        new("Add-MilvusEntity $name @{ id = 1; name = 'a'; vector = 1, 2 }", "MilvusDimensionMismatch"),
        new("Add-MilvusEntity $name @{ id = 1; name = 'a'; vector = 1, 2, 3, 'x' }", "MilvusInvalidVector"),
        new("Add-MilvusEntity $name @{ id = 1; name = 'a'; vector = 1, 2, 3, [float]::NaN }", "MilvusInvalidVector"),
        new("Add-MilvusEntity $name @{ id = 1; name = 'a' }", "MilvusSchemaMismatch"),
        new("Add-MilvusEntity $name @{ id = 1; name = 'a'; vector = 1, 2, 3, 4; other = 1 }", "MilvusSchemaMismatch"),
        new("Add-MilvusEntity $name @{ id = 1; name = $null; vector = 1, 2, 3, 4 }", "MilvusNullNotAllowed"),
        new("Add-MilvusEntity $name @{ id = 1e30; name = 'a'; vector = 1, 2, 3, 4 }", "MilvusValueOutOfRange"),
        new("Add-MilvusEntity $name @{ id = 1; name = 'a' * 101; vector = 1, 2, 3, 4 }", "MilvusValueOutOfRange"),
        new("New-MilvusIndex $name name -IndexType NO_SUCH_TYPE", "MilvusInvalidArgument"),
        new("New-MilvusIndex $name no_such_field -IndexType STL_SORT", "MilvusFieldNotFound") { NotOn = ["lite"] },
        // Lite accepts such a name.
        new("New-MilvusCollection 'no name' -Dimension 2", "MilvusInvalidArgument") { NotOn = ["lite"] },
        new("Read-MilvusMessage p1 -StartId 0 -Wal RocksMQ", "MilvusNotSupportedByEmbedded")
        {
            OnMilvus = "MilvusNotSupportedByServerVersion",
            OnLite = "MilvusNotSupportedByServerVersion",
        },
        new("Import-MilvusEntity $name ./no-such-one.jsonl", "MilvusFileNotFound"),
        new("Start-MilvusImport $name no_such_one.json | Wait-MilvusImport -TimeoutSec 60", "MilvusJobFailed")
        {
            OnLite = "MilvusNotSupportedByServerVersion",
        },
        // The engine in this process sends no messages, and Lite accepts larger ones.
        new("Get-MilvusEntity $name ('name == \"' + 'x' * 65MB + '\"')", "MilvusMessageTooLarge") { NotOn = ["embedded", "lite"] },
        new("Search-MilvusEntity $name @()", "MilvusInvalidVector"),
        new("Add-MilvusEntity $name @{ id = 1; name = [datetime]::UtcNow; vector = 1, 2, 3, 4 }", "MilvusSchemaMismatch"),
        new("Get-MilvusField $name zz", "MilvusFieldNotFound"),
        // Lite ignores a field that does not exist.
        new("Get-MilvusEntity $name -OutputField zz", "MilvusFieldNotFound") { OnLite = string.Empty },
        new("Search-MilvusEntity $name 1, 2, 3, 4 -OutputField zz", "MilvusFieldNotFound") { OnLite = string.Empty },
        new("Get-MilvusEntity $name 'name'", "MilvusFilterSyntax"),
        new("Get-MilvusEntity $name 'name > 5'", "MilvusFilterSyntax"),
        new("Get-MilvusEntity $name 'id == \"a\"'", "MilvusFilterSyntax"),
        new("Search-MilvusEntity $name 1, 2, 3, 4 -MetricType zz", "MilvusInvalidArgument"),
        new("Search-MilvusEntity $name 1, 2, 3, 4 -Parameter @{ radius = 'x' }", "MilvusInvalidArgument"),
        new("Remove-MilvusDatabase default -Confirm:$false", "MilvusInvalidArgument"),
        new("Get-MilvusSnapshot $name zz", "MilvusObjectNotFound")
        {
            OnMilvus = "MilvusNotSupportedByServerVersion",
            OnLite = "MilvusNotSupportedByServerVersion",
        },
        new("Get-MilvusSnapshot", string.Empty)
        {
            OnMilvus = "MilvusNotSupportedByServerVersion",
            OnLite = "MilvusNotSupportedByServerVersion",
        },
        new("Get-MilvusImport 99", "MilvusObjectNotFound") { OnLite = "MilvusNotSupportedByServerVersion" },
        new("Get-MilvusMetric zz", "MilvusInvalidArgument") { OnLite = "MilvusNotSupportedByServerVersion" },
        new("Move-MilvusSegment $name -SourceNodeId 999 -SegmentId 5", "MilvusInvalidArgument")
        {
            OnLite = "MilvusNotSupportedByServerVersion",
        },
        new(
            "New-MilvusCollection x -Field (New-MilvusField 'a b' INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2)",
            "MilvusInvalidArgument")
        {
            NotOn = ["lite"],
        },
        new("New-MilvusCollection x -Dimension 2 -Database no_such_one", "MilvusDatabaseNotFound"),
        new("Export-MilvusSchema $name ./no-such-folder/a.json", "MilvusFileNotFound"),
        new("Disconnect-Milvus nosuch", "MilvusConnectionNotFound"),
        new("Get-MilvusConnection nosuch", "MilvusConnectionNotFound"),
        new("Get-MilvusCollection -Connection nosuch", "MilvusConnectionNotFound"),
        new("'a', 'b', 'c' | ForEach-Object { Get-MilvusCollection $_ -Connection nosuch -ErrorAction Ignore }", string.Empty),
        new("Get-MilvusCollection a, b, c -Connection nosuch", "MilvusConnectionNotFound"),
        new("Dismount-MilvusCollection $name; Search-MilvusEntity $name 1, 2, 3, 4", "MilvusCollectionNotLoaded"),
        new("Get-MilvusEntity $name", "MilvusCollectionNotLoaded"),
        new("Disconnect-Milvus; Get-MilvusEntity $name", "MilvusNotConnected"),
    ];

    public static TheoryData<Backend> All => Backend.All;

    [Theory]
    [MemberData(nameof(All))]
    public void BackendError_mistake_has_its_id(Backend backend)
    {
        using var connected = new BackendShell(backend);
        connected.Shell.Do("$name = $args[0]", connected.NewFilledCollection("err"));

        var wrong = Cases
            .Where(item => !item.NotOn.Contains(backend.Name))
            .Select(item => (item.Line, Expected: item.On(backend.Name), Found: string.Join(", ", connected.Shell.Run(item.Line).ErrorIds)))
            .Where(item => item.Expected != item.Found)
            .Select(item => $"{item.Line}: {item.Found}, not {item.Expected}")
            .ToArray();
        var caught = connected.Shell.Do(
            "try { Get-MilvusEntity $name -ErrorAction Stop } catch [Milvus.MilvusException] { $_.Exception.ErrorId }");
        connected.Shell.Do(backend.Connect);

        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
        Assert.Equal(["MilvusNotConnected"], caught.Output.Select(item => item.ToString()));
    }
}

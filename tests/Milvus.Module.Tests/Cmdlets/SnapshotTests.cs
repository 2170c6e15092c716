using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Snapshots on back ends that support them.</summary>
public sealed class SnapshotTests
{
    /// <summary>Milvus 2.3.5 and Milvus Lite 3.2.2 have no snapshots.</summary>
    public static TheoryData<Backend> WithSnapshots => Backend.Without("milvus", "lite");

    [Theory]
    [MemberData(nameof(WithSnapshots))]
    public void Restore_MilvusSnapshot_old_state_in_another_collection(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection("snap");
        var copy = back.NewName("copy");

        Assert.Equal(
            ["monday"],
            back.Shell.Do("$monday = New-MilvusSnapshot $args[0] monday -Description 'before'; $monday", name).Values("Name"));
        back.Shell.Do("Remove-MilvusEntity $args[0] -Filter 'id >= 5' -Confirm:$false", name);
        Assert.Equal(["before"], back.Shell.Do("Get-MilvusSnapshot -Name mon*").Values("Description"));
        var job = back.Shell.Do(
            "$job = Get-MilvusSnapshot $args[0] monday | Restore-MilvusSnapshot -TargetCollection $args[1] -Wait; $job",
            name,
            copy);

        Assert.Equal(["Completed"], job.Values("State"));
        Assert.Equal([copy], job.Values("Collection"));
        Assert.Equal([100], back.Shell.Do("$job | Get-MilvusSnapshotRestore").Values("Progress"));
        Assert.Equal([job.Values("JobId")[0]], back.Shell.Do("Get-MilvusSnapshotRestore -Collection $args[0]", copy).Values("JobId"));
        Assert.Equal(
            ["20"],
            back.Shell.Do("Mount-MilvusCollection $args[0]; @(Get-MilvusEntity $args[0] -Filter 'id >= 0').Count", copy)
                .Output.Select(count => count.ToString()));
        Assert.Equal(["row 7"], back.Shell.Do("Get-MilvusEntity $args[0] -Id 7", copy).Values("name"));
        Assert.Equal([7L], back.Shell.Do("Search-MilvusEntity $args[0] -Vector 8, 1, 2, 3 -Limit 1", copy).Values("Id"));
    }

    [Theory]
    [MemberData(nameof(WithSnapshots))]
    public void Remove_MilvusSnapshot_pinned_snapshot_is_kept(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection("snap");
        back.Shell.Do("$null = New-MilvusSnapshot $args[0] monday; $pin = Lock-MilvusSnapshot $args[0] monday -TtlSec 3600", name);

        Assert.Contains(
            "pinned",
            Assert.Single(back.Shell.Run("Remove-MilvusSnapshot $args[0] monday -Confirm:$false", name).Errors).ToString(),
            StringComparison.Ordinal);
        back.Shell.Do("$pin | Unlock-MilvusSnapshot; Remove-MilvusSnapshot $args[0] monday -Confirm:$false", name);
        Assert.Empty(back.Shell.Do("Get-MilvusSnapshot $args[0]", name).Output);
    }

    [Theory]
    [MemberData(nameof(WithSnapshots))]
    public void Get_MilvusSnapshot_missing_or_existing_has_its_error_id(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection("snap");
        back.Shell.Do("$null = New-MilvusSnapshot $args[0] monday", name);

        Assert.Equal(["MilvusAlreadyExists"], back.Shell.Run("New-MilvusSnapshot $args[0] monday", name).ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], back.Shell.Run("New-MilvusSnapshot $args[0] '1st'", name).ErrorIds);
        Assert.Equal(["MilvusCollectionNotFound"], back.Shell.Run("New-MilvusSnapshot no_such_collection monday").ErrorIds);
        Assert.Contains(
            "snapshot not found",
            Assert.Single(back.Shell.Run("Restore-MilvusSnapshot $args[0] tuesday any", name).Errors).ToString(),
            StringComparison.Ordinal);
        Assert.Equal(
            ["MilvusAlreadyExists"],
            back.Shell.Run("Restore-MilvusSnapshot $args[0] monday $args[0] -Confirm:$false", name).ErrorIds);
    }
}

using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Flush, compaction and segments on servers that support them.</summary>
public sealed class MaintenanceTests
{
    /// <summary>The back ends with segments, compaction plans and a flush of all collections; Milvus Lite 3.2 supports none of
    /// them.</summary>
    public static TheoryData<Backend> WithSegments => Backend.Without("lite");

    /// <summary>The back ends that filter segments by state, list compactions and drop fields: not before Milvus 3.0.</summary>
    public static TheoryData<Backend> WithLists => Backend.Without("milvus", "lite");

    /// <summary>Milvus Lite reports success for a flush of a missing collection.</summary>
    public static TheoryData<Backend> ThatMissCollections => Backend.Without("lite");

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Save_MilvusCollection_flush_completes(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var saved = back.Shell.Do("Get-MilvusCollection $args[0] | Save-MilvusCollection -PassThru -TimeoutSec 60", name);

        Assert.Equal([true], saved.Values("Flushed"));
        Assert.Equal([name], saved.Values("Collection"));
    }

    [Theory]
    [MemberData(nameof(ThatMissCollections))]
    public void Save_MilvusCollection_flush_of_a_missing_collection_is_an_error(Backend backend)
    {
        using var back = new BackendShell(backend);

        Assert.Equal(["MilvusCollectionNotFound"], back.Shell.Run("Save-MilvusCollection not_there_at_all").ErrorIds);
    }

    [Theory]
    [MemberData(nameof(WithLists))]
    public void Get_MilvusSegment_and_compaction_are_listed_by_state_and_collection(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();
        back.Shell.Do("Set-MilvusEntity $args[0] @{ id = 1; name = 'again'; vector = 1, 2, 3, 4 }", name);

        var all = back.Shell.Do("Get-MilvusSegment $args[0] -State *", name).Values("Id");
        var job = Assert.Single(
            back.Shell.Do("Compress-MilvusCollection $args[0] | Wait-MilvusCompaction -PassThru", name).Values("JobId"));
        var listed = Assert.Single(back.Shell.Do("Get-MilvusCompaction -Collection $args[0]", name).Output);

        Assert.Equal(2, all.Count);
        Assert.Empty(back.Shell.Do("Get-MilvusSegment $args[0] -State Growing, Dropped", name).Output);
        Assert.Equal(
            [job, "Completed", name],
            [.. new[] { "JobId", "State", "Collection" }.Select(property => listed.Properties[property].Value)]);
        var plan = Assert.Single((object[])listed.Properties["Plan"].Value);
        var left = back.Shell.Do("Get-MilvusSegment $args[0]", name).Values("Id");
        Assert.Equal($"{string.Join(", ", all)} -> {string.Join(", ", left)}", plan.ToString());
        Assert.Equal(["MilvusCollectionNotFound"], back.Shell.Run("Get-MilvusCompaction -Collection not_there_at_all").ErrorIds);
    }

    [Theory]
    [MemberData(nameof(WithLists))]
    public void Remove_MilvusField_by_id_drops_that_field_and_no_other_of_its_name(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();
        var id = Assert.Single(back.Shell.Do("(Get-MilvusField $args[0] name).Id", name).Output).ToString();

        back.Shell.Do("Remove-MilvusField $args[0] -FieldId $args[1] -Confirm:$false", name, id);

        Assert.Equal(["id", "vector"], back.Shell.Do("Get-MilvusField $args[0]", name).Values("Name"));
        back.Shell.Do("Add-MilvusField $args[0] (New-MilvusField name VarChar -MaxLength 50 -Nullable)", name);
        Assert.Equal(
            ["MilvusFieldNotFound"],
            back.Shell.Run("Remove-MilvusField $args[0] -FieldId $args[1] -Confirm:$false", name, id).ErrorIds);
        Assert.Equal(3, back.Shell.Do("Get-MilvusField $args[0]", name).Output.Count);
    }

    [Theory]
    [MemberData(nameof(WithSegments))]
    public void Get_MilvusFlushState_of_all_needs_no_timestamp(Backend backend)
    {
        using var back = new BackendShell(backend);

        var state = Assert.Single(back.Shell.Do("Get-MilvusFlushState -All").Output);

        Assert.True((ulong)state.Properties["Timestamp"].Value > 0);
    }

    [Theory]
    [MemberData(nameof(WithSegments))]
    public void Get_MilvusSegment_stored_and_loaded_segments_have_the_rows(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();
        back.Shell.Do("Save-MilvusCollection $args[0]", name);

        var stored = back.Shell.Do("Get-MilvusSegment $args[0]", name);

        Assert.Equal(20L, stored.Values("RowCount").Sum(rows => (long)rows!));
        Assert.All(stored.Values("State"), state => Assert.Contains(state, new[] { "Flushed", "Flushing", "Sealed" }));
        Assert.All(stored.Values("Loaded"), loaded => Assert.Equal(false, loaded));
        Assert.All(back.Shell.Do("Get-MilvusSegment $args[0] -Loaded", name).Values("Loaded"), loaded => Assert.Equal(true, loaded));
        Assert.Equal(["MilvusCollectionNotFound"], back.Shell.Run("Get-MilvusSegment not_there_at_all").ErrorIds);
    }

    [Theory]
    [MemberData(nameof(WithSegments))]
    public void Compress_MilvusCollection_is_awaited_and_missing_collection_fails(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var done = back.Shell.Do("Compress-MilvusCollection $args[0] | Wait-MilvusCompaction -PassThru -TimeoutSec 120", name);

        Assert.Equal(["Completed"], done.Values("State"));
        Assert.Equal([name], done.Values("Collection"));
        Assert.Equal(["Completed"], back.Shell.Do("Get-MilvusCompaction $args[0] -Plan", done.Values("JobId")[0]).Values("State"));
        Assert.Equal(["MilvusCollectionNotFound"], back.Shell.Run("Compress-MilvusCollection not_there_at_all").ErrorIds);
    }

    [Theory]
    [MemberData(nameof(WithSegments))]
    public void Optimize_MilvusCollection_leaves_the_collection_searchable(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();
        back.Shell.Do("Save-MilvusCollection $args[0]", name);

        var done = back.Shell.Do("Optimize-MilvusCollection $args[0] -TargetSize 1GB -TimeoutSec 120", name);

        Assert.Equal([name], done.Values("Collection"));
        Assert.Contains("loading new segments", (string[])done.Output[0].Properties["Stage"].Value);
        Assert.Equal(3, back.Shell.Do("Search-MilvusEntity $args[0] 1, 1, 2, 3 -Limit 3", name).Output.Count);
    }
}

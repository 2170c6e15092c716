using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.DesiredState;

/// <summary>Changes of schemas: in place where the server can, otherwise with the rows, and never without -Force.</summary>
public sealed class StateRebuildTests : IDisposable
{
    private readonly StateWorld _world = new();

    public StateRebuildTests() => _world.Shell.Do(
        """
        $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField n INT32), (New-MilvusField body VARCHAR -MaxLength 20),
            (New-MilvusField v FLOAT_VECTOR -Dimension 2)
        $null = New-MilvusCollection docs -Field $fields -IndexParameter (New-MilvusIndexParameter v -IndexType HNSW -MetricType L2)
        $null = New-MilvusPartition docs drafts; $null = New-MilvusAlias current docs
        $null = 1..20 | ForEach-Object { @{ id = $_; n = $_; body = "b$_"; v = $_, 1 } } | Add-MilvusEntity docs
        $null = 21..25 | ForEach-Object { @{ id = $_; n = $_; body = "b$_"; v = $_, 1 } } | Add-MilvusEntity docs -Partition drafts
        """);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Set_MilvusDesiredState_what_can_be_changed_in_place_is()
    {
        const string State =
            "@{ collections = @(@{ name = 'docs'; description = 'new'; enableDynamicField = $true; fields = @("
                + "@{ name = 'body'; type = 'VarChar'; maxLength = 40 }; @{ name = 'extra'; type = 'Double'; nullable = $true }) }) }";

        var made = _world.Set(State);

        Assert.Equal(4, made.Count);
        Assert.Contains("Add Field docs.extra", made);
        Assert.Contains("Change Field docs.body maxLength", made);
        Assert.Empty(_world.Set(State));
        Assert.Equal(25L, Count());
    }

    [Fact]
    public void Set_MilvusDesiredState_another_type_moves_the_rows_and_keeps_all_else()
    {
        const string State = "@{ collections = @(@{ name = 'docs'; fields = @(@{ name = 'n'; type = 'Int64' }) }) }";

        var refused = _world.Refuse(State);
        Assert.Contains("Replace Field docs.n, type: Int32 becomes Int64", refused, StringComparison.Ordinal);
        Assert.Contains("(25 rows)", refused, StringComparison.Ordinal);

        Assert.Equal(["Replace Field docs.n type"], _world.Set(State, "-Force"));

        Assert.Equal(25L, Count());
        Assert.Equal(["Int64"], _world.Shell.Do("(Get-MilvusField docs n).Type").Texts);
        Assert.Equal(["21,22,23,24,25"], _world.Shell.Do("(Get-MilvusEntity docs -Partition drafts | ForEach-Object id) -join ','").Texts);
        Assert.Equal(["docs"], _world.Shell.Do("(Get-MilvusAlias current).Collection").Texts);
        Assert.Equal(["HNSW"], _world.Shell.Do("(Get-MilvusIndex docs).IndexType").Texts);
        Assert.Equal(["docs"], _world.Shell.Do("Get-MilvusCollection").Texts);
        Assert.Empty(_world.Ledgers);
        Assert.Empty(_world.Set(State));
    }

    [Fact]
    public void Set_MilvusDesiredState_a_smaller_limit_moves_the_rows_which_must_fit()
    {
        const string Smaller = "@{ collections = @(@{ name = 'docs'; fields = @(@{ name = 'body'; maxLength = 2 }) }) }";

        Assert.Contains("Replace Field docs.body, maxLength: 20 becomes 2", _world.Refuse(Smaller), StringComparison.Ordinal);

        _world.Write("state.psd1", Smaller);
        var error = Assert.Single(_world.Shell.Run("Set-MilvusDesiredState state.psd1 -Force -Confirm:$false").Errors);
        Assert.Contains("docs stays as it is", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Change these rows or the file", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(25L, Count());
        var fitting = Smaller.Replace("= 2 ", "= 3 ", StringComparison.Ordinal);
        Assert.Equal(["Replace Field docs.body maxLength"], _world.Set(fitting, "-Force"));
        Assert.Equal(25L, Count());
    }

    [Theory]
    [InlineData("enableDynamicField = $false", "the dynamic keys of all rows, and the old collection")]
    [InlineData("fields = @(@{ name = 'id'; autoId = $true })", "the keys of all rows, which get new ones, and the old collection")]
    public void Compare_MilvusDesiredState_loss_says_what_rows_lose(string change, string loss)
    {
        _world.Set("@{ collections = @(@{ name = 'docs'; enableDynamicField = $true }) }");
        _world.Write("state.psd1", $"@{{ collections = @(@{{ name = 'docs'; {change} }}) }}");

        var step = Assert.Single(_world.Shell.Do("(Compare-MilvusDesiredState state.psd1).Loss").Texts);
        Assert.StartsWith(loss, step, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_MilvusDesiredState_rows_that_do_not_fit_leave_the_collection_as_it_is()
    {
        _world.Write("state.psd1", "@{ collections = @(@{ name = 'docs'; fields = @(@{ name = 'n'; type = 'Int8' }) }) }");
        _world.Shell.Do("$null = @{ id = 99; n = 5000; body = 'large'; v = 1, 2 } | Add-MilvusEntity docs");

        var ran = _world.Shell.Run("Set-MilvusDesiredState state.psd1 -Force -Confirm:$false");

        Assert.Contains("docs stays as it is", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(26L, Count());
        Assert.Equal(["docs"], _world.Shell.Do("Get-MilvusCollection").Texts);
        Assert.Equal(["Int32"], _world.Shell.Do("(Get-MilvusField docs n).Type").Texts);
        Assert.Empty(_world.Ledgers);
    }

    [Theory]
    [InlineData("@{ name = 'v'; type = 'FloatVector'; dimension = 3 }", "vectors of 2 components do not fit a dimension of 3")]
    [InlineData("@{ name = 'body'; type = 'Int64' }", "values of VarChar do not fit Int64")]
    [InlineData("@{ name = 'must'; type = 'Int64' }", "the rows have no values for the new field")]
    public void Set_MilvusDesiredState_schemas_that_rows_cannot_have_are_refused_before_anything(string field, string expected)
    {
        var refused = _world.Refuse($"@{{ collections = @(@{{ name = 'docs'; fields = @({field}) }}) }}", "-Force");

        Assert.Contains(expected, refused, StringComparison.Ordinal);
        Assert.Contains("Convert-MilvusCollection -Transform", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_MilvusDesiredState_an_interrupted_replacement_is_taken_back_and_begins_again()
    {
        _world.Write("state.psd1", "@{ collections = @(@{ name = 'docs'; fields = @(@{ name = 'n'; type = 'Int64' }) }) }");

        // The old collection has its other name, and the new one does not get its own; nor does the old one again.
        _world.Server.Log.Failing["RenameCollection"] = new Grpc.Core.Status(Grpc.Core.StatusCode.PermissionDenied, "stopped");
        Assert.NotEmpty(_world.Shell.Run("Set-MilvusDesiredState state.psd1 -Force -Confirm:$false").Errors);
        Assert.Single(_world.Ledgers);
        _world.Server.Log.Failing.Clear();

        var again = _world.Shell.Run("Set-MilvusDesiredState state.psd1 -Force -Confirm:$false -PassThru");

        Assert.Empty(again.Errors);
        Assert.Contains("An interrupted replacement of docs was taken back", Assert.Single(again.Warnings), StringComparison.Ordinal);
        Assert.Equal(["Replace Field docs.n type"], again.Texts);
        Assert.Equal(25L, Count());
        Assert.Equal(["docs"], _world.Shell.Do("Get-MilvusCollection").Texts);
        Assert.Empty(_world.Ledgers);
    }

    [Fact]
    public void Set_MilvusDesiredState_a_released_collection_is_not_replaced()
    {
        _world.Shell.Do("Dismount-MilvusCollection docs");
        _world.Write("state.psd1", "@{ collections = @(@{ name = 'docs'; fields = @(@{ name = 'n'; type = 'Int64' }) }) }");

        var ran = _world.Shell.Run("Set-MilvusDesiredState state.psd1 -Force -Confirm:$false");

        Assert.Equal(["MilvusCollectionNotLoaded"], ran.ErrorIds);
        Assert.Contains(
            "they can be read only if docs is loaded: Replace Field docs.n, type",
            Assert.Single(ran.Errors).Exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("require -Force", _world.Refuse(File.ReadAllText(_world.PathOf("state.psd1"))), StringComparison.Ordinal);
        Assert.Equal(["docs"], _world.Shell.Do("Get-MilvusCollection").Texts);
    }

    [Fact]
    public void Set_MilvusDesiredState_rows_that_do_not_fit_are_named_before_Force_and_the_load_state()
    {
        _world.Shell.Do("Dismount-MilvusCollection docs");

        var refused = _world.Refuse(
            "@{ collections = @(@{ name = 'docs'; fields = @(@{ name = 'v'; type = 'FloatVector'; dimension = 3 }) }) }");

        Assert.Contains("vectors of 2 components do not fit a dimension of 3", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("properties = @{ 'mmap.enabled' = $true }", "Change Collection docs properties.mmap.enabled")]
    [InlineData(
        "fields = @(@{ name = 'v'; type = 'FloatVector'; parameters = @{ 'mmap.enabled' = $true } })",
        "Change Field docs.v parameters.mmap.enabled")]
    public void Set_MilvusDesiredState_a_replacement_has_the_settings_for_released_collections(string setting, string step)
    {
        var state = $"@{{ collections = @(@{{ name = 'docs'; shardCount = 2; {setting} }}) }}";

        Assert.Equal([step, "Replace Collection docs shardCount"], _world.Set(state, "-Force").Order(StringComparer.Ordinal));

        Assert.Equal(25L, Count());
        Assert.Empty(_world.Set(state));
    }

    [Fact]
    public void Set_MilvusDesiredState_an_empty_collection_is_replaced_without_being_loaded()
    {
        const string First =
            "@{ collections = @(@{ name = 'new'; aliases = 'first'; partitions = 'p'; fields = @("
                + "@{ name = 'id'; type = 'Int64'; primaryKey = $true }; @{ name = 'v'; type = 'FloatVector'; dimension = 2 }) }) }";
        var second = First.Replace("dimension = 2", "dimension = 3", StringComparison.Ordinal)
            .Replace("name = 'new'", "name = 'new'; shardCount = 2; properties = @{ 'mmap.enabled' = $true }", StringComparison.Ordinal);
        _world.Set(First);

        Assert.Contains("(0 rows)", _world.Refuse(second), StringComparison.Ordinal);
        Assert.Equal(3, _world.Set(second, "-Force").Count);

        Assert.Empty(_world.Set(second));
        Assert.Equal(["new NotLoad 2"], _world.Shell.Do(
            "Get-MilvusCollection first | ForEach-Object { \"$($_.Name) $($_.LoadState) $($_.ShardCount)\" }").Texts);
        Assert.Equal(["docs", "new"], _world.Shell.Do("Get-MilvusCollection").Texts);
        Assert.Empty(_world.Ledgers);
    }

    [Fact]
    public void Set_MilvusDesiredState_an_empty_loaded_collection_is_replaced_and_stays_loaded()
    {
        _world.Shell.Do("$null = New-MilvusCollection none -Dimension 2");
        const string State =
            "@{ collections = @(@{ name = 'none'; fields = @(@{ name = 'vector'; type = 'FloatVector'; dimension = 3 }) }) }";

        Assert.Equal(["Replace Field none.vector dimension"], _world.Set(State, "-Force"));

        Assert.Equal(["Loaded"], _world.Shell.Do("(Get-MilvusCollection none).LoadState").Texts);
        _world.Shell.Do("$null = @{ id = 1; vector = 1, 2, 3 } | Add-MilvusEntity none");
    }

    [Fact]
    public void Set_MilvusDesiredState_an_empty_collection_stays_if_it_cannot_be_replaced()
    {
        _world.Shell.Do("$null = New-MilvusCollection none -Dimension 2; Dismount-MilvusCollection none");
        _world.Write("state.psd1", "@{ collections = @(@{ name = 'none'; shardCount = 2 }) }");
        _world.Server.Log.Failing["CreateIndex"] = new Grpc.Core.Status(Grpc.Core.StatusCode.PermissionDenied, "stopped");

        var ran = _world.Shell.Run("Set-MilvusDesiredState state.psd1 -Force -Confirm:$false");

        Assert.Contains("none stays as it is", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["docs", "none"], _world.Shell.Do("Get-MilvusCollection").Texts);
        Assert.Empty(_world.Ledgers);
    }

    [Fact]
    public void Set_MilvusDesiredState_a_row_that_arrives_before_the_switch_keeps_the_old_collection()
    {
        _world.Shell.Do("$null = New-MilvusCollection none -Dimension 2");
        _world.Write("state.psd1", "@{ collections = @(@{ name = 'none'; shardCount = 2 }) }");
        WriteAt("RenameCollection", 1, "none");

        var ran = _world.Shell.Run("Set-MilvusDesiredState state.psd1 -Force -Confirm:$false");

        Assert.Contains("none was empty, but it has rows now", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["docs", "none"], _world.Shell.Do("Get-MilvusCollection").Texts);
        Assert.Equal(["7"], _world.Shell.Do("Mount-MilvusCollection none; (Get-MilvusEntity none).id").Texts);
        Assert.Empty(_world.Ledgers);
    }

    [Fact]
    public void Set_MilvusDesiredState_a_row_that_arrives_during_the_switch_is_kept_beside_the_new_collection()
    {
        _world.Shell.Do("$null = New-MilvusCollection none -Dimension 2; $null = New-MilvusAlias also none");
        _world.Write("state.psd1", "@{ collections = @(@{ name = 'none'; shardCount = 2 }) }");
        WriteAt("RenameCollection", 2, "also");

        var ran = _world.Shell.Run("Set-MilvusDesiredState state.psd1 -Force -Confirm:$false");

        Assert.Contains("It is kept as none_replaced_", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["none 2"], _world.Shell.Do("Get-MilvusCollection also | ForEach-Object { \"$($_.Name) $($_.ShardCount)\" }").Texts);
        Assert.Equal(["7"], _world.Shell.Do(
            "Get-MilvusCollection none_replaced_* | ForEach-Object { Mount-MilvusCollection $_.Name; Get-MilvusEntity $_.Name } | "
                + "ForEach-Object id").Texts);
        Assert.Empty(_world.Ledgers);
        Assert.Empty(_world.Set("@{ collections = @(@{ name = 'none'; shardCount = 2 }) }"));
    }

    // Another client writes a row directly before a call.
    private void WriteAt(string call, int number, string collection)
    {
        var calls = 0;
        _world.Server.Log.Gate = name =>
        {
            if (name == call && ++calls == number)
            {
                using var other = new ModuleShell();
                other.Do(
                    "$null = Connect-Milvus $args[0]; $null = @{ id = 7; vector = 1, 2 } | Add-MilvusEntity $args[1]",
                    _world.Server.Address,
                    collection);
            }

            return Task.CompletedTask;
        };
    }

    // The statistics of Milvus omit rows that are not flushed.
    [Fact]
    public void Set_MilvusDesiredState_an_empty_collection_of_Milvus_is_flushed_before_it_is_replaced()
    {
        const string State = "@{ collections = @(@{ name = 'none'; shardCount = 2 }) }";
        _world.Shell.Do("$null = New-MilvusCollection none -Dimension 2; Dismount-MilvusCollection none");
        _world.Server.ActAsMilvus("v2.6.0");
        _world.Shell.Do("$null = Connect-Milvus $args[0] -Name milvus", _world.Server.Address);

        Assert.Contains("(unknown number of rows)", _world.Refuse(State), StringComparison.Ordinal);
        Assert.Equal(["Replace Collection none shardCount"], _world.Set(State, "-Force"));

        Assert.Contains("Flush", _world.Server.Log.Names);
    }

    private object Count() => _world.Shell.Do("(Measure-MilvusCollection docs -Exact).RowCount").Output[0].BaseObject;
}

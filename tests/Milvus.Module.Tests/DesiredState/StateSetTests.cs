namespace Milvus.Module.Tests.DesiredState;

/// <summary>A server is made equal to a file: once, in order, and never with a loss that was not asked for.</summary>
public sealed class StateSetTests : IDisposable
{
    private const string Whole =
        """
        @{
            databases = @(@{ name = 'archive'; properties = @{ 'database.max.collections' = 5 } })
            resourceGroups = @(@{ name = 'team'; requestNodeCount = 1; limitNodeCount = 2 })
            privilegeGroups = @(@{ name = 'writing'; privileges = 'Insert', 'Delete' })
            roles = @(@{ name = 'reader'; description = 'reads'; grants = @(
                @{ privilege = 'Search'; object = 'docs' }
                @{ privilege = 'writing'; object = 'docs' }) })
            users = @(@{ name = 'alice'; description = 'the first'; roles = 'reader' })
            collections = @(
                @{
                    name = 'docs'; description = 'words'; enableDynamicField = $true; consistencyLevel = 'Strong'
                    properties = @{ 'collection.ttl.seconds' = 86400 }
                    fields = @(
                        @{ name = 'id'; type = 'INT64'; primaryKey = $true }
                        @{ name = 'body'; type = 'VARCHAR'; maxLength = 100; parameters = @{ enable_analyzer = $true } }
                        @{ name = 'n'; type = 'INT32'; defaultValue = 5 }
                        @{ name = 'sparse'; type = 'SPARSE_FLOAT_VECTOR' }
                        @{ name = 'vector'; type = 'FLOAT_VECTOR'; dimension = 4 })
                    functions = @(@{ name = 'bm25'; type = 'BM25'; inputFields = 'body'; outputFields = 'sparse' })
                    partitions = 'drafts', 'final'
                    indexes = @(
                        @{ field = 'vector'; indexType = 'hnsw'; metricType = 'cosine'; parameters = @{ M = 16 } }
                        @{ field = 'sparse'; indexType = 'SPARSE_INVERTED_INDEX'; metricType = 'BM25' })
                    aliases = 'current'
                }
                @{ name = 'old'; database = 'archive'; fields = @(
                    @{ name = 'id'; type = 'VarChar'; maxLength = 20; primaryKey = $true }
                    @{ name = 'v'; type = 'FloatVector'; dimension = 2 }) })
        }
        """;

    private readonly StateWorld _world = new();

    public void Dispose() => _world.Dispose();

    /// <summary>The server names these indexes after their paths, and refuses such names from a client.</summary>
    [Theory]
    [InlineData("meta", "meta[\"a\"][\"b\"]", "meta/a/b")]
    [InlineData("color", "color", "$meta/color")]
    [InlineData("$meta", "$meta[\"size\"]", "$meta/size")]
    public void Set_MilvusDesiredState_index_on_a_path_of_JSON_is_created_once(string field, string path, string name)
    {
        var shell = _world.Shell;
        shell.Do(
            """
            param($field, $path)
            $null = New-MilvusCollection docs -EnableDynamicField -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField meta JSON), (New-MilvusField vector FLOAT_VECTOR -Dimension 4)
            $null = New-MilvusIndex docs $field -IndexType INVERTED -Parameter @{ json_path = $path; json_cast_type = 'double' }
            """,
            field,
            path);

        Assert.Equal([name], shell.Do("Get-MilvusIndex docs").Texts);
        shell.Do("Export-MilvusDesiredState state.psd1; $null = Copy-MilvusCollection docs copy -SchemaOnly");
        shell.Do("Remove-MilvusCollection docs -Confirm:$false");
        Assert.Equal([name], shell.Do("Get-MilvusIndex copy").Texts);
        shell.Do("Remove-MilvusCollection copy -Confirm:$false; $null = Set-MilvusDesiredState state.psd1 -Confirm:$false");
        Assert.Equal([name], shell.Do("Get-MilvusIndex docs").Texts);
        Assert.Empty(shell.Do("Set-MilvusDesiredState state.psd1 -PassThru").Output);
        shell.Do("Export-MilvusSchema docs schema.json; Remove-MilvusCollection docs -Confirm:$false");
        shell.Do("$null = Import-MilvusSchema schema.json");
        Assert.Equal([name], shell.Do("Get-MilvusIndex docs").Texts);
    }

    [Fact]
    public void Set_MilvusDesiredState_creates_everything_and_a_second_run_sends_no_writing_call()
    {
        var made = _world.Set(Whole, "-Password @{ alice = 'secret1' }");

        Assert.Contains("Add Collection docs", made);
        Assert.Contains("Add Index docs.vector", made);
        Assert.Contains("Add Grant reader: Search on docs in default", made);
        Assert.Empty(_world.Compare(Whole));
        _world.Server.Log.Names.Clear();
        Assert.Empty(_world.Set(Whole));
        Assert.Empty(_world.Server.Log.Writes);
        Assert.Contains("None Collection docs", _world.Shell.Do("Compare-MilvusDesiredState state.psd1 -IncludeEqual").Texts);
        Assert.Equal(
            ["Strong 60"],
            _world.Shell.Do(
                "Set-MilvusCollection docs -Property @{ 'collection.ttl.seconds' = 60 }; "
                    + "Get-MilvusCollection docs | "
                    + "ForEach-Object { \"$($_.ConsistencyLevel) $($_.Property['collection.ttl.seconds'])\" }").Texts);
        Assert.Equal(["Change Collection docs properties.collection.ttl.seconds"], _world.Set(Whole));
    }

    [Fact]
    public void Set_MilvusDesiredState_a_user_that_does_not_exist_needs_a_password()
    {
        const string Users = "@{ users = @(@{ name = 'bob' }) }";

        Assert.Contains(
            "users.bob: the user bob does not exist, and files have no passwords", _world.Refuse(Users), StringComparison.Ordinal);
        Assert.Contains(
            "-Password has the user ann",
            _world.Refuse(Users, "-Password @{ bob = 'x12345'; ann = 'y12345' }"),
            StringComparison.Ordinal);
        Assert.Equal(["Add User bob"], _world.Set(Users, "-Password @{ bob = 'secret1' }"));
        Assert.Empty(_world.Set(Users));
    }

    [Fact]
    public void Set_MilvusDesiredState_what_each_server_has_can_be_named_and_is_never_removed()
    {
        const string State =
            "@{ complete = $true; users = @(@{ name = 'root' }); roles = @(@{ name = 'admin' }); databases = @(); resourceGroups = @() }";

        Assert.Empty(_world.Set(State));
        Assert.Empty(_world.Set("@{ complete = $true; users = @(); roles = @() }", "-Force"));
    }

    // Each object and each entry that a server has without being told: a second run must not send anything.
    [Theory]
    [InlineData("@{ collections = @(@{ name = 'docs'; partitions = '_default', 'drafts' }) }", "Add Partition docs.drafts")]
    [InlineData("@{ collections = @(@{ name = 'docs'; complete = 'partitions'; partitions = '_default' }) }")]
    [InlineData("@{ collections = @(@{ name = 'docs'; indexes = @(@{ field = 'vector'; name = 'vector' }) }) }")]
    [InlineData("@{ users = @(@{ name = 'root'; roles = 'public' }) }")]
    [InlineData("@{ users = @(@{ name = 'root'; roles = 'public', 'admin' }) }", "Add RoleMember root.admin")]
    [InlineData("@{ users = @(@{ name = 'root'; complete = $true; roles = 'public' }) }")]
    [InlineData("@{ roles = @(@{ name = 'admin' }; @{ name = 'public' }) }")]
    [InlineData("@{ databases = @(@{ name = 'default' }) }")]
    [InlineData("@{ resourceGroups = @(@{ name = '__default_resource_group' }) }")]
    public void Set_MilvusDesiredState_what_each_server_has_is_never_a_difference(string state, params string[] made)
    {
        _world.Shell.Do("$null = New-MilvusCollection docs -Dimension 2");

        Assert.Equal(made, _world.Set(state));

        _world.Server.Log.Names.Clear();
        Assert.Empty(_world.Set(state));
        Assert.Empty(_world.Server.Log.Writes);
        Assert.Empty(_world.Compare(state));
    }

    [Fact]
    public void Set_MilvusDesiredState_a_new_user_and_a_new_collection_can_name_what_each_has()
    {
        const string State =
            "@{ users = @(@{ name = 'bob'; roles = 'public' }); collections = @(@{ name = 'new'; partitions = '_default'; fields = @("
                + "@{ name = 'id'; type = 'Int64'; primaryKey = $true }; @{ name = 'v'; type = 'FloatVector'; dimension = 2 }) }) }";

        Assert.Equal(["Add User bob", "Add Collection new"], _world.Set(State, "-Password @{ bob = 'secret1' }"));
        Assert.Empty(_world.Set(State));
    }

    [Fact]
    public void Set_MilvusDesiredState_a_grant_has_one_name_wherever_it_comes_from()
    {
        const string Given =
            "@{ roles = @(@{ name = 'reader'; grants = @(@{ privilege = 'Query'; object = 'docs' }; "
                + "@{ privilege = 'CollectionReadOnly'; object = 'docs' }) }) }";
        const string Typed =
            "@{ roles = @(@{ name = 'reader'; grants = @(@{ privilege = 'Query'; object = 'docs'; objectType = 'Collection' }) }) }";
        _world.Shell.Do("$null = New-MilvusCollection docs -Dimension 2; $null = New-MilvusRole reader");

        Assert.Equal(["Add Grant reader: Query on docs in default"], _world.Compare(Typed));
        Assert.Equal(
            ["Add Grant reader: Query on docs in default", "Add Grant reader: CollectionReadOnly on docs in default"], _world.Set(Given));
        Assert.Empty(_world.Set(Given));
        Assert.Equal(
            ["Remove Grant reader: CollectionReadOnly on docs in default", "Remove Grant reader: Query on docs in default"],
            _world.Compare("@{ roles = @(@{ name = 'reader'; complete = $true; grants = @() }) }").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Set_MilvusDesiredState_without_complete_others_are_not_touched()
    {
        _world.Shell.Do(
            "$null = New-MilvusCollection docs -Dimension 2; $null = New-MilvusPartition docs a, b; $null = New-MilvusAlias x docs; "
                + "$null = New-MilvusCollection other -Dimension 2; $null = New-MilvusRole reader");

        Assert.Empty(_world.Set("@{ collections = @(@{ name = 'docs'; partitions = 'a'; aliases = @(); indexes = @() }); roles = @() }"));
    }

    [Fact]
    public void Set_MilvusDesiredState_removes_only_with_complete_and_Force()
    {
        const string State =
            "@{ complete = 'collections', 'roles'; roles = @(); collections = @("
                + "@{ name = 'docs'; complete = $true; partitions = 'a'; aliases = @() }) }";
        _world.Shell.Do(
            "$null = New-MilvusCollection docs -Dimension 2; $null = New-MilvusPartition docs a, b; $null = New-MilvusAlias x docs; "
                + "$null = New-MilvusCollection other -Dimension 2; $null = New-MilvusAlias y other; $null = New-MilvusRole reader; "
                + "$null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity other");

        var refused = _world.Refuse(State);

        Assert.Contains("require -Force", refused, StringComparison.Ordinal);
        Assert.Contains(
            "Remove Collection other. Lost: the collection with its rows, indexes and aliases (1 row)", refused, StringComparison.Ordinal);
        Assert.Equal(
            ["Remove Alias x", "Remove Collection other", "Remove Partition docs.b", "Remove Role reader"],
            _world.Set(State, "-Force").Order(StringComparer.Ordinal));
        Assert.Empty(_world.Set(State));
        Assert.Equal(["docs"], _world.Shell.Do("Get-MilvusCollection").Texts);
    }

    [Fact]
    public void Set_MilvusDesiredState_an_alias_of_another_collection_moves()
    {
        _world.Shell.Do(
            "$null = New-MilvusCollection v1 -Dimension 2; $null = New-MilvusCollection v2 -Dimension 2; $null = New-MilvusAlias docs v1");

        Assert.Equal(["Change Alias docs"], _world.Set("@{ collections = @(@{ name = 'v2'; aliases = 'docs' }) }"));
        Assert.Equal(["v2"], _world.Shell.Do("(Get-MilvusAlias docs).Collection").Texts);
        Assert.Contains(
            "docs is an alias of collection v2", _world.Refuse("@{ collections = @(@{ name = 'docs' }) }"), StringComparison.Ordinal);
        Assert.Contains(
            "v1 is the name of a collection",
            _world.Refuse("@{ collections = @(@{ name = 'v2'; aliases = 'v1' }) }"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Set_MilvusDesiredState_an_index_with_other_settings_is_built_again()
    {
        const string State =
            "@{ collections = @(@{ name = 'docs'; indexes = @(@{ field = 'vector'; indexType = 'FLAT'; metricType = 'L2' }) }) }";
        _world.Shell.Do("$null = New-MilvusCollection docs -Dimension 2; $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs");

        Assert.Contains("Replace Index docs.vector, indexType: AUTOINDEX becomes FLAT", _world.Refuse(State), StringComparison.Ordinal);
        Assert.Equal(["Replace Index docs.vector indexType", "Replace Index docs.vector metricType"], _world.Set(State, "-Force"));
        Assert.Equal(["FLAT L2"], _world.Shell.Do("Get-MilvusIndex docs | ForEach-Object { \"$($_.IndexType) $($_.MetricType)\" }").Texts);
        Assert.Equal(["Loaded"], _world.Shell.Do("(Get-MilvusCollection docs).LoadState").Texts);
        Assert.Empty(_world.Set(State));
    }

    [Fact]
    public void Set_MilvusDesiredState_an_index_that_is_built_again_gets_a_setting_for_released_collections()
    {
        const string State =
            "@{ collections = @(@{ name = 'docs'; indexes = @("
                + "@{ field = 'vector'; indexType = 'HNSW'; parameters = @{ 'mmap.enabled' = $true } }) }) }";
        _world.Shell.Do("$null = New-MilvusCollection docs -Dimension 2");

        Assert.Equal(
            ["Replace Index docs.vector indexType", "Change Index docs.vector parameters.mmap.enabled"], _world.Set(State, "-Force"));
        Assert.Empty(_world.Set(State));
        Assert.Equal(["Loaded"], _world.Shell.Do("(Get-MilvusCollection docs).LoadState").Texts);
    }

    [Fact]
    public void Compare_MilvusDesiredState_rows_of_a_released_collection_have_an_upper_bound()
    {
        const string State = "@{ complete = 'collections'; collections = @() }";
        _world.Shell.Do(
            "$null = New-MilvusCollection docs -Dimension 2; $null = 1, 2 | ForEach-Object { @{ id = $_; vector = 1, 2 } } | "
                + "Add-MilvusEntity docs; Dismount-MilvusCollection docs");

        Assert.Contains("indexes and aliases (at most 2 rows)", _world.Refuse(State), StringComparison.Ordinal);
        _world.Shell.Do("Mount-MilvusCollection docs; Clear-MilvusCollection docs -Confirm:$false; Dismount-MilvusCollection docs");
        Assert.Contains("indexes and aliases (0 rows)", _world.Refuse(State), StringComparison.Ordinal);
    }

    [Fact]
    public void Set_MilvusDesiredState_settings_of_a_resource_group_change_together()
    {
        _world.Set("@{ resourceGroups = @(@{ name = 'team'; requestNodeCount = 0; limitNodeCount = 0 }) }");
        _world.Server.Log.Names.Clear();

        var made = _world.Set("@{ resourceGroups = @(@{ name = 'team'; requestNodeCount = 2; limitNodeCount = 3 }) }");

        Assert.Equal(["Change ResourceGroup team requestNodeCount", "Change ResourceGroup team limitNodeCount"], made);
        Assert.Equal(["UpdateResourceGroups"], _world.Server.Log.Writes);
    }

    [Fact]
    public void Set_MilvusDesiredState_WhatIf_shows_each_step_and_changes_nothing()
    {
        _world.Write("state.psd1", Whole);
        _world.Server.Log.Names.Clear();

        var shown = _world.Shell.Show("Set-MilvusDesiredState state.psd1 -WhatIf");

        Assert.Contains("Add Collection docs", shown, StringComparison.Ordinal);
        Assert.Contains("Add User alice", shown, StringComparison.Ordinal);
        Assert.Empty(_world.Server.Log.Writes);
    }

    [Fact]
    public void Set_MilvusDesiredState_a_step_that_fails_says_what_is_done_and_continues_later()
    {
        const string State =
            "@{ roles = @(@{ name = 'reader' }); collections = @(@{ name = 'docs'; aliases = 'current'; fields = @("
                + "@{ name = 'id'; type = 'Int64'; primaryKey = $true }; @{ name = 'v'; type = 'FloatVector'; dimension = 2 }) }) }";
        _world.Server.Log.FailingNumbers["CreateAlias"] = 1;
        _world.Write("state.psd1", State);

        var failed = _world.Shell.Run("Set-MilvusDesiredState state.psd1 -Confirm:$false");

        var text = Assert.Single(failed.Errors).Exception.Message;
        Assert.Contains("2 steps are made: Add Role reader; Add Collection docs.", text, StringComparison.Ordinal);
        Assert.Contains("This step failed: Add Alias current", text, StringComparison.Ordinal);
        Assert.Equal(["Add Alias current"], _world.Set(State));
    }

    [Fact]
    public void Set_MilvusDesiredState_settings_for_released_collections_are_refused_while_loaded()
    {
        _world.Shell.Do("$null = New-MilvusCollection docs -Dimension 2");
        const string State = "@{ collections = @(@{ name = 'docs'; properties = @{ 'mmap.enabled' = $true } }) }";

        Assert.Contains("can be changed only while docs is released", _world.Refuse(State), StringComparison.Ordinal);
        _world.Shell.Do("Dismount-MilvusCollection docs");
        Assert.Equal(["Change Collection docs properties.mmap.enabled"], _world.Set(State));
        Assert.Empty(_world.Set(State));
    }
}

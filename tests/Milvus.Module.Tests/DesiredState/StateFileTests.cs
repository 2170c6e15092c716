namespace Milvus.Module.Tests.DesiredState;

/// <summary>Files of desired states: what is wrong with them is said with its place, and nothing is changed.</summary>
public sealed class StateFileTests : IClassFixture<StateWorld>
{
    private readonly StateWorld _world;

    public StateFileTests(StateWorld world) => _world = world;

    [Theory]
    [InlineData(
        "@{ collections = @(@{ name = 'a'; fields = @(@{ name = 'title'; type = 'VARCHR' }) }) }",
        "collections.a.fields.title.type: 'VARCHR' is not a data type. Did you mean VARCHAR?")]
    [InlineData(
        "@{ collections = @(@{ name = 'a'; fields = @(@{ name = 'title'; type = 'FloatVectr' }) }) }",
        "Did you mean FloatVector?")]
    [InlineData("@{ colections = @() }", "the file: 'colections' is not a key of a file. Did you mean collections?")]
    [InlineData(
        "@{ collections = @(@{ name = 'a'; feilds = @() }) }",
        "collections.a: 'feilds' is not a key of a collection. Did you mean fields?")]
    [InlineData(
        "@{ collections = @(@{ name = 'a'; indexes = @(@{ field = 'v'; indexType = 'HNWS' }) }) }",
        "collections.a.indexes.v.indexType: 'HNWS' is not a value of indexType. Did you mean HNSW?")]
    [InlineData(
        "@{ collections = @(@{ name = 'a'; consistencyLevel = 'Stong' }) }",
        "collections.a.consistencyLevel: 'Stong' is not a value of consistencyLevel. Did you mean Strong?")]
    [InlineData("@{ collections = @(@{ enableDynamicField = $true }) }", "collections[0]: the name of the collection is missing.")]
    [InlineData("@{ collections = 'a' }", "collections: it must be a list of tables, one for each collection, but it is the text 'a'.")]
    [InlineData("@{ collections = @('a') }", "collections[0]: a collection must be a table of keys and values")]
    [InlineData("@{ collections = @(@{ name = 5 }) }", "name: it must be a text, but it is the number 5.")]
    [InlineData("@{ collections = @(@{ name = '' }) }", "collections[0].name: it is empty.")]
    [InlineData("@{ collections = @(@{ name = 'a'; enableDynamicField = 'yes' }) }", "it must be true or false, but it is the text 'yes'.")]
    [InlineData("@{ collections = @(@{ name = 'a'; shardCount = -1 }) }", "shardCount: it must be a whole number from 0")]
    [InlineData("@{ collections = @(@{ name = 'a'; properties = @{ x = $null } }) }", "collections.a.properties.x: it is null")]
    [InlineData("@{ collections = @(@{ name = 'a'; properties = 'x' }) }", "it must be a table of names and values")]
    [InlineData("@{ collections = @(@{ name = 'a'; aliases = @{ x = 1 } }) }", "it must be a list of names, but it is a table.")]
    [InlineData("@{ collections = @(@{ name = 'a'; partitions = @('p', 'p') }) }", "collections.a.partitions[1]: 'p' is named twice.")]
    [InlineData("@{ collections = @(@{ name = 'a' }, @{ name = 'a' }) }", "collections.a: the collection is in the list twice.")]
    [InlineData(
        "@{ collections = @(@{ name = 'a'; aliases = 'x' }, @{ name = 'b'; aliases = 'x' }) }",
        "collections.b.aliases: x is an alias of a already.")]
    [InlineData(
        "@{ collections = @(@{ name = 'a'; aliases = 'b' }, @{ name = 'b' }) }",
        "collections.a.aliases: b is the name of a collection, so it cannot be an alias.")]
    [InlineData(
        "@{ collections = @(@{ name = 'a'; fields = @(@{ name = '$meta'; type = 'JSON' }) }) }",
        "collections.a.fields.$meta: $meta is the dynamic field. Use enableDynamicField = $true of the collection instead.")]
    [InlineData(
        "@{ collections = @(@{ name = 'a'; fields = @(@{ name = 'RowID'; type = 'Int64' }) }) }",
        "collections.a.fields.RowID: RowID is a field that servers make themselves")]
    [InlineData(
        "@{ privilegeGroups = @(@{ name = 'CollectionReadOnly' }) }",
        "privilegeGroups.CollectionReadOnly: CollectionReadOnly is a group of each server, which cannot be changed.")]
    [InlineData("@{ complete = 'users'; roles = @() }", "complete: users is not in this table: add it")]
    [InlineData("@{ complete = 'rols'; roles = @() }", "complete: 'rols' is not a list of a file. Did you mean roles?")]
    [InlineData("@{ complete = 3; roles = @() }", "complete: it must be true, or a list of these names")]
    [InlineData("@{ roles = @(@{ name = 'r'; grants = @(@{ privilege = 'Search' }) }) }", "the object of the grant is missing.")]
    public void Set_MilvusDesiredState_a_wrong_file_says_where_and_what(string text, string expected)
    {
        Assert.Contains(expected, _world.Refuse(text), StringComparison.Ordinal);
        Assert.Contains("state.psd1", _world.Refuse(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Set_MilvusDesiredState_all_errors_are_reported_at_once()
    {
        var text = _world.Refuse(
            "@{ users = @(@{ name = 5 }); roles = @(@{ nme = 'x' }); collections = @(@{ name = 'a'; shardCount = 'x' }) }");

        Assert.Contains("has 4 errors:", text, StringComparison.Ordinal);
        Assert.Contains("collections.a.shardCount", text, StringComparison.Ordinal);
        Assert.Contains("Did you mean name?", text, StringComparison.Ordinal);
    }

    [Theory]
    [Failure("S7")]
    [InlineData("@{ collections = (Remove-Item nothing) }", "'Remove-Item nothing' is code")]
    [InlineData("@{ collections = $(New-Item evil.txt) }", "is code, and only tables, lists and constants are read")]
    [InlineData("@{ collections = @(@{ name = \"a$($PID)\" }) }", "is code")]
    [InlineData("@{ collections = @(@{ name = [string]'a' }) }", "is code")]
    [InlineData("@{ collections = @(@{ name = $env:HOME }) }", "'$env:HOME' is code")]
    [InlineData("New-Item evil.txt; @{ }", "it must be one table")]
    [InlineData("param($x) @{ }", "it must be one table")]
    [InlineData("using module ./evil.psm1\n@{ }", "line 1: 'using module' is not data")]
    [InlineData("@{ users = @( }", "line 1")]
    [InlineData("@{ users = @(); users = @() }", "line 1")]
    public void Set_MilvusDesiredState_psd1_is_read_as_data_only(string text, string expected)
    {
        _world.Write("evil.psm1", "[IO.File]::WriteAllText(\"$PSScriptRoot/evil.txt\", 'x')");

        Assert.Contains(expected, _world.Refuse(text), StringComparison.Ordinal);
        Assert.False(File.Exists(_world.PathOf("evil.txt")));
    }

    [Theory]
    [InlineData("{ \"users\": [], \"users\": [] }", "users: the key is named twice.")]
    [InlineData("{ \"users\": [], \"Users\": [] }", "the key is named twice.")]
    [InlineData(
        "{ \"collections\": [ { \"name\": \"a\", \"fields\": [ { \"name\": \"b\", \"type\": \"VarChr\" } ] } ] }", "Did you mean VarChar?")]
    [InlineData("{ \"users\": ", "it is not JSON")]
    [InlineData("[]", "must be a table of keys and values, but it is a list")]
    [InlineData("{ \"collections\": [ { \"name\": \"a\", \"description\": null } ] }", "collections.a.description: it is null")]
    public void Set_MilvusDesiredState_json_has_the_same_checks(string text, string expected) =>
        Assert.Contains(expected, _world.Refuse(text, name: "state.json"), StringComparison.Ordinal);

    [Fact]
    public void Set_MilvusDesiredState_another_extension_or_version_is_refused()
    {
        Assert.Contains("neither a .psd1 nor a .json file", _world.Refuse("a: b", name: "state.yaml"), StringComparison.Ordinal);

        _world.Write("state.psd1", "@{ version = 2 }");
        Assert.Equal(["MilvusFormatTooNew"], _world.Shell.Run("Compare-MilvusDesiredState state.psd1").ErrorIds);
        Assert.Equal(["MilvusFileNotFound"], _world.Shell.Run("Compare-MilvusDesiredState none.psd1").ErrorIds);
    }
}

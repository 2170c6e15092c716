namespace Milvus.Module.Tests.DesiredState;

/// <summary>An exported file equals its server, and has no secrets.</summary>
public sealed class StateExportTests : IDisposable
{
    private readonly StateWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("psd1")]
    [InlineData("json")]
    public void Export_MilvusDesiredState_file_equals_its_server(string extension)
    {
        _world.Shell.Do(
            """
            $id = New-MilvusField id INT64 -PrimaryKey -Description 'the key''s “text”'
            $fields = $id, (New-MilvusField body VARCHAR -MaxLength 100 -EnableAnalyzer), (New-MilvusField n INT32 -DefaultValue 5),
                (New-MilvusField x FLOAT -Nullable), (New-MilvusField sparse SPARSE_FLOAT_VECTOR),
                (New-MilvusField v FLOAT_VECTOR -Dimension 4)
            $bm25 = New-MilvusFunction bm25 BM25 -InputField body -OutputField sparse
            $indexes = (New-MilvusIndexParameter sparse -MetricType BM25), (New-MilvusIndexParameter v -IndexType HNSW -MetricType L2)
            $null = New-MilvusCollection songs -Schema (New-MilvusSchema $fields -Function $bm25) -IndexParameter $indexes `
                -Property @{ 'collection.ttl.seconds' = 60 }
            $null = New-MilvusPartition songs drafts; $null = New-MilvusAlias hits songs
            $null = New-MilvusDatabase archive -Property @{ 'database.max.collections' = 5 }
            $null = New-MilvusCollection old -Dimension 2 -Database archive
            $null = New-MilvusRole reader; $null = New-MilvusUser alice -Password secret1; Grant-MilvusRole reader alice
            Grant-MilvusPrivilege reader Search songs; $null = New-MilvusPrivilegeGroup writing -Privilege Insert, Delete
            $null = New-MilvusResourceGroup team
            """);

        var file = $"state.{extension}";
        _world.Shell.Do($"Export-MilvusDesiredState {file}");

        Assert.Empty(_world.Shell.Do($"Compare-MilvusDesiredState {file}").Output);
        var text = File.ReadAllText(_world.PathOf(file));
        Assert.DoesNotContain("secret1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pbkdf2", text, StringComparison.Ordinal);
        foreach (var name in new[] { "archive", "songs", "bm25", "drafts", "hits", "reader", "alice", "writing", "team", "HNSW" })
        {
            Assert.Contains(name, text, StringComparison.Ordinal);
        }

        Assert.Equal(["MilvusAlreadyExists"], _world.Shell.Run($"Export-MilvusDesiredState {file}").ErrorIds);
        Assert.Equal([file], _world.Shell.Do($"Export-MilvusDesiredState {file} -Force -PassThru").Values("Name"));
    }

    [Fact]
    public void Export_MilvusDesiredState_requires_a_file()
    {
        var found = _world.Shell.Do(
            "(Get-Command Export-MilvusDesiredState).ParameterSets | ForEach-Object { "
                + "($_.Parameters | Where-Object { $_.IsMandatory } | ForEach-Object Name) -join ',' }").Texts;

        Assert.Equal(["LiteralPath", "Path"], found.Order(StringComparer.Ordinal));
        _world.Shell.Do("Export-MilvusDesiredState -LiteralPath '[a].json'");
        Assert.True(File.Exists(_world.PathOf("[a].json")));
    }

    [Fact]
    public void Set_MilvusDesiredState_takes_files_and_paths_from_the_pipeline_as_Compare_does()
    {
        _world.Write("[a].json", "{ \"roles\": [ { \"name\": \"reader\" } ] }");
        _world.Write("b.psd1", "@{ roles = @(@{ name = 'writer' }) }");

        const string Files = "$args | ForEach-Object { [System.IO.FileInfo]::new($_) } | ";
        string[] paths = [_world.PathOf("[a].json"), _world.PathOf("b.psd1")];

        Assert.Equal(["Add Role reader", "Add Role writer"], _world.Shell.Do(Files + "Compare-MilvusDesiredState", paths).Texts);
        Assert.Equal(["Add Role writer"], _world.Shell.Do("'b.psd1' | Compare-MilvusDesiredState").Texts);
        Assert.Equal(["Add Role writer"], _world.Shell.Do("'b.psd1' | Set-MilvusDesiredState -PassThru").Texts);
        Assert.Equal(["Add Role reader"], _world.Shell.Do(Files + "Set-MilvusDesiredState -PassThru", paths).Texts);
    }

    [Fact]
    public void Export_MilvusDesiredState_one_database_has_only_that()
    {
        _world.Shell.Do(
            "$null = New-MilvusDatabase archive; $null = New-MilvusCollection old -Dimension 2 -Database archive; "
                + "$null = New-MilvusCollection here -Dimension 2; Export-MilvusDesiredState state.psd1 -Database archive");

        var text = File.ReadAllText(_world.PathOf("state.psd1"));
        Assert.Contains("'old'", text, StringComparison.Ordinal);
        Assert.DoesNotContain("'here'", text, StringComparison.Ordinal);
        Assert.DoesNotContain("roles", text, StringComparison.Ordinal);
    }
}

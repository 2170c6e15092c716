namespace Milvus.Module.Tests.Embedding;

/// <summary>Rows whose texts are not embedded although the collection or the connection has a model.</summary>
public sealed class EmbeddingAdviceTests : IDisposable
{
    private readonly EmbeddingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("@{ id = 1; gloss = 'new' } | Set-MilvusEntity words -Partial")]
    [InlineData("@{ id = 1; gloss = $null } | Set-MilvusEntity words -Partial")]
    [InlineData("@{ id = 1; gloss = 'new' } | Set-MilvusEntity words -FieldOperation @{ gloss = 'replace' }")]
    [InlineData("(Get-MilvusConnection -Current).Embedder; @{ id = 1; gloss = 'new' } | Set-MilvusEntity words -Partial")]
    public void Set_MilvusEntity_partial_row_with_a_text_and_without_its_vector_is_refused(string line)
    {
        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");

        var ran = _world.Shell.Run(line);

        Assert.Equal(["MilvusEmbedderMissing"], ran.ErrorIds);
        Assert.Contains("'all-minilm'", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("Add -Embedder", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-TextField gloss -VectorField vector", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["a hunting dog"], _world.Shell.Do("(Get-MilvusEntity words -Id 1).gloss").Texts);
    }

    [Fact]
    public void Set_MilvusEntity_partial_row_with_its_vector_or_without_its_text_is_stored()
    {
        _world.Shell.Do(
            """
            $null = New-MilvusCollection parts -Field ($fields + (New-MilvusField price INT64 -Nullable)) `
                -IndexParameter (New-MilvusIndexParameter vector -MetricType COSINE)
            Mount-MilvusCollection parts
            $null = @{ id = 1; gloss = 'a' }, @{ id = 2; gloss = 'b' }, @{ id = 3; gloss = 'c' } | Add-MilvusEntity parts -Embedder $e
            $null = @{ id = 1; price = 5 }, @{ id = 2; gloss = 'x'; vector = 1..16 } | Set-MilvusEntity parts -Partial
            $null = @{ id = 3; gloss = 'y' } | Set-MilvusEntity parts -Partial -Embedder $e
            """);

        var rows = _world.Shell.Do("Get-MilvusEntity parts");
        Assert.Equal(["a", "x", "y"], rows.Values("gloss"));
        Assert.Equal([5L, null, null], rows.Values("price"));
    }

    [Fact]
    public void Set_MilvusEntity_partial_row_of_a_copy_and_beside_a_garbage_property_are_treated_by_what_is_recorded()
    {
        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");
        _world.Shell.Do("$null = Copy-MilvusCollection words twin; Mount-MilvusCollection twin");

        Assert.Equal(["MilvusEmbedderMissing"], _world.Shell.Run("@{ id = 1; gloss = 'x' } | Set-MilvusEntity twin -Partial").ErrorIds);

        _world.Shell.Do(
            """
            $null = Set-MilvusCollection twin -Property @{ 'psmilvus.embedder' = 'garbage' }
            $null = @{ id = 1; gloss = 'x' } | Set-MilvusEntity twin -Partial
            """);
        var ran = _world.Shell.Run("@{ id = 1; gloss = 'x' } | Set-MilvusEntity twin -Embedder $e");
        Assert.Equal(["MilvusEmbedderMismatch"], ran.ErrorIds);
        Assert.Contains("does not describe a model: it is not JSON.", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", ran.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ id = 1; gloss = 'x' } | Add-MilvusEntity words")]
    [InlineData("@{ id = 1; gloss = 'x' } | Set-MilvusEntity words")]
    [InlineData("[IO.File]::WriteAllText(\"$PWD/x.csv\", \"id,gloss`n9,x\"); Import-MilvusEntity words x.csv")]
    [InlineData("[IO.File]::WriteAllText(\"$PWD/x.jsonl\", '{\"id\":9,\"gloss\":\"x\"}'); Import-MilvusEntity words x.jsonl")]
    public void Add_MilvusEntity_row_without_a_vector_names_the_parameters_if_the_connection_has_an_embedder(string line)
    {
        _world.Shell.Do(
            """
            $null = Connect-Milvus -InMemory -Embedder $e
            $null = New-MilvusCollection words -Field $fields
            """);

        var ran = _world.Shell.Run(line);

        Assert.Equal(["MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains("-TextField gloss -VectorField vector", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_world.Endpoint.Requests);
    }

    [Fact]
    public void Add_MilvusEntity_row_without_a_vector_has_no_such_advice_without_an_embedder()
    {
        var plain = _world.Shell.Run("@{ id = 1; gloss = 'x' } | Add-MilvusEntity words").Errors[0];
        Assert.DoesNotContain("-TextField", $"{plain.ErrorDetails?.RecommendedAction}", StringComparison.Ordinal);

        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");
        var bound = _world.Shell.Run("@{ id = 9; gloss = 'x' } | Add-MilvusEntity words").Errors[0];
        Assert.Contains("Add -Embedder", bound.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}

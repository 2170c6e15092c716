namespace Milvus.Module.Tests.Embedding;

/// <summary>The property with the model: it is written with the first rows, and not by rows that were refused.</summary>
public sealed class EmbeddingRecordTests : IDisposable
{
    private readonly EmbeddingWorld _world = new();

    public EmbeddingRecordTests() => _world.Shell.Do(
        """
        $small = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField gloss VARCHAR -MaxLength 20),
            (New-MilvusField vector INT8_VECTOR -Dimension 16)
        $null = New-MilvusCollection small -Field $small
        """);

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("@{ id = 1; gloss = 'a' } | Add-MilvusEntity small -Embedder $e", "MilvusEmbedderFailed", "small")]
    [InlineData("@{ id = 1; gloss = 'a' } | Set-MilvusEntity small -Embedder $e", "MilvusEmbedderFailed", "small")]
    [InlineData("@{ id = 'one'; gloss = 'a' } | Add-MilvusEntity words -Embedder $e", "MilvusSchemaMismatch", "words")]
    [InlineData(
        "[IO.File]::WriteAllText(\"$PWD/x.csv\", \"id,gloss`none,x\"); Import-MilvusEntity words x.csv -Embedder $e -ErrorAction Ignore",
        "",
        "words")]
    public void Add_MilvusEntity_rows_that_do_not_fit_record_no_model(string line, string error, string collection)
    {
        var ran = _world.Shell.Run(line);

        Assert.Equal(error, string.Join(' ', ran.ErrorIds));
        AssertUnrecorded(collection);
    }

    [Fact]
    public void Add_MilvusEntity_whole_numbers_fit_an_INT8_VECTOR()
    {
        _world.Shell.Do(
            """
            $whole = New-MilvusEmbedder -Model whole -ScriptBlock { param([string[]] $Text) foreach ($one in $Text) { , (1..16) } }
            $null = @{ id = 1; gloss = 'a' } | Add-MilvusEntity small -Embedder $whole
            """);

        Assert.Equal(["True"], _world.Shell.Do("(Get-MilvusCollection small).Property.ContainsKey('psmilvus.embedder')").Texts);
    }

    [Fact]
    public void Add_MilvusEntity_components_that_do_not_fit_are_named_with_the_field()
    {
        var error = _world.Shell.Run("@{ id = 1; gloss = 'a' } | Add-MilvusEntity small -Embedder $e").Errors[0];

        Assert.Contains("field 'vector' of small takes whole numbers from -128 to 127", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("FLOAT_VECTOR", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_MilvusEntity_components_that_do_not_fit_the_output_of_a_function_record_no_model()
    {
        _world.Shell.Do(
            """
            $null = Connect-Milvus -InMemory -Embedder $e
            $function = New-MilvusFunction embed TextEmbedding gloss vector
            $null = New-MilvusCollection small -Schema (New-MilvusSchema -Field $small -Function $function)
            """);

        var ran = _world.Shell.Run("@{ id = 1; gloss = 'a' } | Add-MilvusEntity small");

        Assert.Single(ran.Errors);
        AssertUnrecorded("small");
    }

    [Fact]
    public void Add_MilvusEntity_known_dimension_of_the_embedder_is_compared_before_a_request()
    {
        var ran = _world.Shell.Run(
            "@{ id = 1; gloss = 'a' } | Add-MilvusEntity words -Embedder (New-MilvusEmbedder $args[0] all-minilm -Dimension 8)",
            _world.Endpoint.Address);

        Assert.Equal(["MilvusDimensionMismatch"], ran.ErrorIds);
        Assert.Empty(_world.Endpoint.Requests);
    }

    [Fact]
    public void Clear_MilvusCollection_keeps_the_model_and_the_advice_says_how_to_forget_it()
    {
        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e; Clear-MilvusCollection words -Confirm:$false");

        var ran = _world.Shell.Run("@{ id = 1; gloss = 'a' } | Add-MilvusEntity words -Embedder $other");

        Assert.Equal(["MilvusEmbedderMismatch"], ran.ErrorIds);
        Assert.Contains(
            "Set-MilvusCollection words -RemoveProperty psmilvus.embedder",
            ran.Errors[0].ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        _world.Shell.Do(
            """
            $null = Set-MilvusCollection words -RemoveProperty psmilvus.embedder
            $null = @{ id = 1; gloss = 'a' } | Add-MilvusEntity words -Embedder $other
            """);
        Assert.Equal(1, _world.Count());
    }

    private void AssertUnrecorded(string collection) => Assert.Equal(
        ["False"], _world.Shell.Do($"(Get-MilvusCollection {collection}).Property.ContainsKey('psmilvus.embedder')").Texts);
}

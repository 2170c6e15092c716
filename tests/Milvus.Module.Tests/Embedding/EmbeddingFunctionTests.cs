using System.Text.Json.Nodes;

namespace Milvus.Module.Tests.Embedding;

/// <summary>TextEmbedding functions of the engine, with the embedder of the connection.</summary>
public sealed class EmbeddingFunctionTests : IDisposable
{
    private readonly EmbeddingWorld _world = new();

    public EmbeddingFunctionTests() => _world.Shell.Do(
        """
        $null = Connect-Milvus -Path ./demo.db -Embedder $e -Name with
        $function = New-MilvusFunction embed TextEmbedding -InputField gloss -OutputField vector -Parameter @{ model_name = 'all-minilm' }
        $all = $fields + (New-MilvusField price INT64 -Nullable)
        $null = New-MilvusCollection made -Schema (New-MilvusSchema -Field $all -Function $function) `
            -IndexParameter (New-MilvusIndexParameter vector -IndexType AUTOINDEX)
        Mount-MilvusCollection made
        """);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Add_MilvusEntity_function_computes_the_vectors_of_rows_and_searches()
    {
        _world.Shell.Do($"$null = {EmbeddingWorld.Rows} | Add-MilvusEntity made");

        Assert.Equal([1L, 3L], _world.Shell.Do("Search-MilvusEntity made -Text 'hunting dog', 'prey bird' -Limit 1").Values("Id"));
        var stored = _world.Shell.Do("(Get-MilvusEntity made -Id 2).vector").Output.Select(item => (float)item.BaseObject);
        Assert.Equal(EmbeddingServer.Embed("all-minilm", "a fish of warm seas", 16), stored);
        var property = _world.Shell.Do("(Get-MilvusCollection made).Property['psmilvus.embedder']").Texts[0];
        Assert.Equal("all-minilm", (string)JsonNode.Parse(property)!["model"]!);
        Assert.Equal(["COSINE"], _world.Shell.Do("(Get-MilvusIndex made vector).MetricType").Texts);
    }

    [Fact]
    public void Search_MilvusEntity_hybrid_search_and_vectors_use_the_function_field()
    {
        _world.Shell.Do($"$null = {EmbeddingWorld.Rows} | Add-MilvusEntity made");

        var hits = _world.Shell.Do(
            """
            (Search-MilvusEntity made -SubSearch (New-MilvusSearchRequest -Text 'a fish'), (New-MilvusSearchRequest -Text 'warm seas') `
                -Limit 1).Id
            (Search-MilvusEntity made (Get-MilvusEntity made -Id 3).vector -Limit 1).Id
            (Search-MilvusEntity made -Id 1 -Limit 1).Id
            """);

        Assert.Equal([2L, 3L, 1L], hits.Output.Select(item => item.BaseObject));
    }

    [Fact]
    public void Set_MilvusEntity_partial_upsert_embeds_only_a_new_text()
    {
        _world.Shell.Do($"$null = {EmbeddingWorld.Rows} | Add-MilvusEntity made");

        _world.Shell.Do("$null = @{ id = 1; price = 5 }, @{ id = 2; gloss = 'a cat' } | Set-MilvusEntity made -Partial");
        _world.Shell.Do("$null = @{ id = 3; gloss = 'a mouse' } | Set-MilvusEntity made");

        Assert.Equal(
            [1L, 2L, 3L],
            _world.Shell.Do("Search-MilvusEntity made -Text 'a hunting dog', 'a cat', 'a mouse' -Limit 1").Values("Id"));
        Assert.Equal([5L, null, null], _world.Shell.Do("Get-MilvusEntity made").Values("price"));
        var refused = _world.Shell.Run("@{ id = 9; price = 5 } | Set-MilvusEntity made -Partial");
        Assert.Equal(["MilvusInvalidArgument"], refused.ErrorIds);
    }

    [Theory]
    [InlineData("@{ id = 1; gloss = 'a' } | Add-MilvusEntity made")]
    [InlineData("@{ id = 1; gloss = 'a' } | Set-MilvusEntity made")]
    [InlineData("Search-MilvusEntity made -Text a")]
    public void Connect_Milvus_without_an_embedder_function_is_missing_one(string line)
    {
        _world.Shell.Do("$null = Connect-Milvus -Path ./demo.db");

        var ran = _world.Shell.Run(line);

        Assert.Equal(["MilvusEmbedderMissing"], ran.ErrorIds);
        Assert.Contains("Connect-Milvus -Embedder", ran.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ id = 1; gloss = 'a' } | Add-MilvusEntity made")]
    [InlineData("Search-MilvusEntity made -Text a")]
    public void Connect_Milvus_embedder_of_another_model_is_refused(string line)
    {
        _world.Shell.Do("$null = Connect-Milvus -Path ./demo.db -Embedder $other");

        var ran = _world.Shell.Run(line);

        Assert.Equal(["MilvusEmbedderMismatch"], ran.ErrorIds);
        Assert.Contains("'all-minilm'", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("'e5-small'", ran.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmbeddingFault.Short)]
    [InlineData(EmbeddingFault.NaN)]
    [InlineData(EmbeddingFault.Unauthorized)]
    public void Add_MilvusEntity_wrong_answer_for_the_function_writes_nothing(EmbeddingFault fault)
    {
        _world.Endpoint.Faults.Enqueue(fault);

        var ran = _world.Shell.Run($"{EmbeddingWorld.Rows} | Add-MilvusEntity made");

        Assert.Equal(["MilvusEmbedderFailed"], ran.ErrorIds);
        Assert.Equal(["0"], _world.Shell.Do("\"$((Measure-MilvusCollection made -Exact).RowCount)\"").Texts);
        Assert.DoesNotContain("sk-secret", ran.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Add-MilvusEntity made")]
    [InlineData("Set-MilvusEntity made")]
    [InlineData("Set-MilvusEntity made -Partial")]
    public void Add_MilvusEntity_time_limit_while_the_function_embeds_stores_nothing_for_sure(string write)
    {
        _world.Endpoint.Faults.Enqueue(EmbeddingFault.Silent);

        var ran = _world.Shell.Run($"@{{ id = 1; gloss = 'a' }} | {write} -TimeoutSec 1");

        Assert.Equal(["MilvusTimeout"], ran.ErrorIds);
        Assert.Contains("Nothing was stored", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("the next one was not stored", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["0"], _world.Shell.Do("\"$((Measure-MilvusCollection made -Exact).RowCount)\"").Texts);
    }

    [Fact]
    public void New_MilvusFunction_fields_have_positions()
    {
        var ran = _world.Shell.Do(
            """
            $f = New-MilvusFunction embed TextEmbedding gloss vector -Parameter @{ provider = 'openai'; model_name = 'all-minilm' }
            "$($f.InputField) $($f.OutputField) $($f.Parameter['model_name'])"
            """);

        Assert.Equal(["gloss vector all-minilm"], ran.Texts);
    }

    [Fact]
    public void Add_MilvusEntity_empty_text_and_given_vector_are_refused()
    {
        Assert.Equal(["MilvusInvalidArgument"], _world.Shell.Run("@{ id = 1; gloss = '' } | Add-MilvusEntity made").ErrorIds);
        Assert.Equal(
            ["MilvusSchemaMismatch"], _world.Shell.Run("@{ id = 1; gloss = 'a'; vector = 1..16 } | Add-MilvusEntity made").ErrorIds);
        Assert.Equal(
            ["MilvusInvalidArgument"], _world.Shell.Run("@{ id = 1; gloss = 'a' } | Add-MilvusEntity made -Embedder $e").ErrorIds);
    }

    [Fact]
    public void Connect_Milvus_script_block_computes_the_function_on_the_pipeline_thread()
    {
        _world.Shell.Do(
            """
            $factor = 2
            $script = New-MilvusEmbedder -Model all-minilm -ScriptBlock {
                param([string[]] $Text) foreach ($one in $Text) { , [float[]] (1..16 | ForEach-Object { $_ * $factor * $one.Length }) } }
            $null = Connect-Milvus -InMemory -Embedder $script
            $null = New-MilvusCollection made -Schema (New-MilvusSchema -Field $all -Function $function)
            $null = New-MilvusIndex made vector -MetricType L2
            Mount-MilvusCollection made
            $null = @{ id = 1; gloss = 'abc' }, @{ id = 2; gloss = 'a' } | Add-MilvusEntity made
            """);

        Assert.Equal([2L], _world.Shell.Do("Search-MilvusEntity made -Text b -Limit 1").Values("Id"));
    }

    [Theory]
    [InlineData("@{ api_key = 'sk-secret' }", "has the parameter api_key")]
    [InlineData("@{ dim = 8 }", "has dimension 8")]
    public void New_MilvusCollection_parameters_of_the_function_are_checked(string parameters, string message)
    {
        var ran = _world.Shell.Run(
            $"$f = New-MilvusFunction embed TextEmbedding -InputField gloss -OutputField vector -Parameter {parameters}; "
                + "New-MilvusCollection bad -Schema (New-MilvusSchema -Field $fields -Function $f)");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains(message, ran.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void New_MilvusCollection_function_fields_are_checked()
    {
        foreach (var field in new[] { "(New-MilvusField t VARCHAR -MaxLength 9 -Nullable)", "(New-MilvusField t INT64)" })
        {
            var ran = _world.Shell.Run(
                "$f = New-MilvusFunction embed TextEmbedding -InputField t -OutputField vector; "
                    + $"New-MilvusCollection bad -Schema (New-MilvusSchema -Field ($fields + {field}) -Function $f)");
            Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        }
    }
}

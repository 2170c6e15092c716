using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Embedding;

/// <summary>New-MilvusEmbedder: what it shows, hides and refuses.</summary>
public sealed class EmbedderTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void New_MilvusEmbedder_script_block_needs_no_name()
    {
        var made = _shell.Do("New-MilvusEmbedder { , (1, 2) }; New-MilvusEmbedder { , (1, 2) } mine");

        Assert.Equal(["ScriptBlock", "mine"], made.Values("Model"));
        Assert.Equal([null, null], made.Values("Uri"));
    }

    [Fact]
    public void New_MilvusEmbedder_shows_the_model_and_never_the_key()
    {
        const string Create = "New-MilvusEmbedder http://localhost:11434/v1 all-minilm -ApiKey sk-secret -Dimension 384";

        var shown = _shell.Show(
            $"$e = {Create}; $e; \"$e\"; [Text.Json.JsonSerializer]::Serialize($e); [Management.Automation.PSSerializer]::Serialize($e)");

        Assert.Contains("all-minilm", shown, StringComparison.Ordinal);
        Assert.Contains("http://localhost:11434/v1/embeddings", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", shown, StringComparison.Ordinal);
        Assert.Equal([true], _shell.Do($"({Create}).HasApiKey").Output.Select(item => item.BaseObject));
    }

    [Fact]
    public void New_MilvusEmbedder_address_is_shown_without_its_query() => Assert.Equal(
        ["https://host/embeddings"],
        _shell.Do("(New-MilvusEmbedder 'https://host/embeddings?key=sk-secret' m).Uri").Texts);

    [Fact]
    [Failure("S3")]
    public void New_MilvusEmbedder_key_over_plain_http_to_another_machine_is_a_warning()
    {
        var ran = _shell.Do("$null = New-MilvusEmbedder http://example.invalid/v1 m -ApiKey sk-secret");

        Assert.Equal(["The API key is sent to http://example.invalid/v1/embeddings unencrypted: use https."], ran.Warnings);
        Assert.Empty(_shell.Do("$null = New-MilvusEmbedder http://localhost/v1 m -ApiKey sk-secret").Warnings);
    }

    [Theory]
    [InlineData("New-MilvusEmbedder localhost:11434 m")]
    [InlineData("New-MilvusEmbedder http://me:sk-secret@host/v1 m")]
    [InlineData("New-MilvusEmbedder http://host/v1 m -ApiKeyHeader api-key")]
    [InlineData("New-MilvusEmbedder http://host/v1 m -ApiKey \"sk-secret`n\"")]
    [InlineData("New-MilvusEmbedder -ScriptBlock { 1 } -ApiKey sk-secret")]
    public void New_MilvusEmbedder_wrong_argument_is_an_error_without_the_key(string line)
    {
        var ran = _shell.Run(line);

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.DoesNotContain("sk-secret", $"{ran.Errors[0]} {ran.Errors[0].TargetObject}", StringComparison.Ordinal);
    }

    [Fact]
    public void New_MilvusEmbedder_script_block_has_a_name_and_a_dimension_after_its_first_text()
    {
        var ran = _shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection docs -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField text VARCHAR -MaxLength 100),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $e = New-MilvusEmbedder -ScriptBlock { param([string[]] $Text) foreach ($one in $Text) { , [float[]] ($one.Length, 1) } }
            "$e/$($e.Dimension)"
            $null = @{ id = 1; text = 'abc' } | Add-MilvusEntity docs -Embedder $e
            "$($e.Model)/$($e.Dimension)"
            """);

        Assert.Equal(["ScriptBlock/", "ScriptBlock/2"], ran.Texts);
    }

    [Theory]
    [InlineData("{ param($t) [float[]] (1, 2) }")]
    [InlineData("{ param($t) , (1, 2) }")]
    [InlineData("{ param($t) 1; 2.0 }")]
    [InlineData("{ param($t) , [Collections.Generic.List[double]] (1, 2) }")]
    [InlineData("{ param($t) , @(, (1, 2)) }")]
    public void New_MilvusEmbedder_script_block_returns_one_vector_in_any_form(string block)
    {
        var ran = _shell.Do(Embed(block, 1));

        Assert.Equal(["1 2"], ran.Texts);
    }

    [Theory]
    [InlineData("{ param($t) foreach ($x in $t) { , (1, 2) } }")]
    [InlineData("{ param($t) , @($t | ForEach-Object { , (1, 2) }) }")]
    [InlineData("{ param([string[]] $t) $a = [float[][]]::new($t.Count); for ($i = 0; $i -lt $t.Count; $i++) { $a[$i] = 1, 2 }; $a }")]
    public void New_MilvusEmbedder_script_block_returns_several_vectors_in_any_form(string block) =>
        Assert.Equal(["1 2", "1 2"], _shell.Do(Embed(block, 2)).Texts);

    [Theory]
    [InlineData("{ throw 'no model' }", 2, "failed: no model")]
    [InlineData("{ [IO.File]::ReadAllText('/nothing/here') }", 1, "failed: ")]
    [InlineData("{ , (1, 2) }", 2, "returned 1 value for 2 texts")]
    [InlineData("{ }", 1, "returned 0 values for 1 text")]
    [InlineData("{ 'a', 'b' }", 2, "returned a text in the vector of text 1")]
    [InlineData("{ , (1, 'b'); , (1, 2) }", 2, "returned a text in the vector of text 1")]
    [InlineData("{ , (1, $null) }", 1, "returned null in the vector of text 1")]
    [InlineData("{ , [float[]] (1, [float]::NaN) }", 1, "returned NaN as component 2")]
    [InlineData("{ , (0, 0) }", 1, "a vector of zeros")]
    [InlineData("{ , (1, 2); , (1, 2, 3) }", 2, "a vector of dimension 3 for text 2 of 2, not 2")]
    public void New_MilvusEmbedder_script_block_that_fails_says_how(string block, int texts, string message)
    {
        var ran = _shell.Run(Embed(block, texts));

        Assert.Equal(["MilvusEmbedderFailed"], ran.ErrorIds);
        Assert.Contains(message, ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("0 rows were stored before", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void New_MilvusEmbedder_script_block_of_another_runspace_is_refused()
    {
        using var other = new ModuleShell();
        var embedder = other.Do("New-MilvusEmbedder -ScriptBlock { , (1, 2) }").Output[0];

        var ran = _shell.Run(Embed("{ 1 }", 1) + "; @{ id = 9; text = 'x' } | Add-MilvusEntity docs -Embedder $args[0]", embedder);

        Assert.Contains("MilvusEmbedderFailed", ran.ErrorIds);
        Assert.Contains("belongs to another runspace", ran.Errors[^1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void New_MilvusEmbedder_output_can_be_made_in_a_test()
    {
        var ran = _shell.Run(
            """
            $null = Connect-Milvus -InMemory -Embedder ([Milvus.MilvusEmbedder] @{ Model = 'm' })
            (Get-MilvusConnection -Current).Embedder.Model
            """);

        Assert.Empty(ran.Errors);
        Assert.Equal(["m"], ran.Texts);
    }

    [Theory]
    [InlineData("Model = 'other'")]
    [InlineData("Uri = 'http://localhost/v2'")]
    [InlineData("Dimension = 4")]
    [InlineData("BatchSize = 1")]
    [InlineData("QueryPrefix = 'q'")]
    [InlineData("TextPrefix = 't'")]
    [InlineData("HasApiKey = $true")]
    public void New_MilvusEmbedder_properties_of_its_output_cannot_change(string assignment)
    {
        _shell.Do("$e = New-MilvusEmbedder http://localhost/v1 small; $before = [Management.Automation.PSSerializer]::Serialize($e)");

        var ran = _shell.Run($"$e.{assignment}");

        Assert.Contains("New-MilvusEmbedder", Assert.Single(ran.Errors).ToString(), StringComparison.Ordinal);
        Assert.Equal(["True"], _shell.Do("\"$($before -eq [Management.Automation.PSSerializer]::Serialize($e))\"").Texts);
    }

    private static string Embed(string block, int texts) =>
        $$"""
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField text VARCHAR -MaxLength 100),
            (New-MilvusField vector FLOAT_VECTOR -Dimension 2) -IndexParameter (New-MilvusIndexParameter vector -MetricType L2)
        Mount-MilvusCollection docs
        $null = 1..{{texts}} | ForEach-Object { @{ id = $_; text = "text $_" } } |
            Add-MilvusEntity docs -Embedder (New-MilvusEmbedder -ScriptBlock {{block}})
        Get-MilvusEntity docs | ForEach-Object { "$($_.vector)" }
        """;
}

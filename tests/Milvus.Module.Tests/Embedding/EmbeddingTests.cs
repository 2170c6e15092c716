using System.Text.Json.Nodes;

namespace Milvus.Module.Tests.Embedding;

/// <summary>Texts of rows and searches that the cmdlets embed.</summary>
public sealed class EmbeddingTests : IDisposable
{
    private static readonly TimeSpan _now = TimeSpan.FromSeconds(10);

    private readonly EmbeddingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Add_MilvusEntity_embeds_the_texts_and_Search_MilvusEntity_finds_them()
    {
        var added = _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");
        var found = _world.Shell.Do("Search-MilvusEntity words -Text 'hunting dog', 'prey bird' -Embedder $e -Limit 1 -OutputField gloss");

        Assert.Equal([3L], added.Values("InsertCount"));
        Assert.Equal([1L, 3L], found.Values("Id"));
        Assert.Equal([0, 1], found.Values("Query"));
        var stored = _world.Shell.Do("(Get-MilvusEntity words -Id 2).vector").Output.Select(item => (float)item.BaseObject);
        Assert.Equal(EmbeddingServer.Embed("all-minilm", "a fish of warm seas", 16), stored);
    }

    [Fact]
    public void Connect_Milvus_embedder_of_the_connection_is_used_where_none_is_specified()
    {
        _world.Shell.Do(
            """
            $lab = Connect-Milvus -InMemory -Embedder $e
            $null = New-MilvusCollection words -Field $fields -IndexParameter (New-MilvusIndexParameter vector -MetricType COSINE)
            Mount-MilvusCollection words
            """);

        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -TextField gloss -VectorField vector");

        Assert.Equal([2L], _world.Shell.Do("Search-MilvusEntity words -Text 'warm seas' -Limit 1").Values("Id"));
        Assert.Equal(["all-minilm"], _world.Shell.Do("$lab.Embedder.Model").Texts);
    }

    [Fact]
    public void Add_MilvusEntity_first_row_records_the_model()
    {
        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");

        var property = JsonNode.Parse(_world.Shell.Do("(Get-MilvusCollection words).Property['psmilvus.embedder']").Texts[0])!;

        Assert.Equal(("all-minilm", 16), ((string)property["model"]!, (int)property["dimension"]!));
        Assert.Matches("^[0-9a-f]{16}$", (string)property["fingerprint"]!);
        Assert.DoesNotContain("sk-secret", property.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ id = 9; gloss = 'x' } | Add-MilvusEntity words -Embedder $other")]
    [InlineData("@{ id = 9; gloss = 'x' } | Set-MilvusEntity words -Embedder $other")]
    [InlineData("Search-MilvusEntity words -Text x -Embedder $other")]
    [InlineData("Search-MilvusEntity words -SubSearch (New-MilvusSearchRequest -Text x) -Embedder $other")]
    [InlineData("[IO.File]::WriteAllText(\"$PWD/x.csv\", \"id,gloss`n9,x\"); Import-MilvusEntity words x.csv -Embedder $other")]
    public void Add_MilvusEntity_another_model_is_refused_with_both_names(string line)
    {
        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");
        var requests = _world.Endpoint.Requests.Count;

        var ran = _world.Shell.Run(line);

        Assert.Equal(["MilvusEmbedderMismatch"], ran.ErrorIds);
        Assert.Contains("'all-minilm'", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("'e5-small'", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(requests, _world.Endpoint.Requests.Count);
        Assert.Equal(3, _world.Count());
    }

    [Theory]
    [InlineData("@{ id = 9; gloss = 'x' } | Add-MilvusEntity words -TextField gloss")]
    [InlineData("@{ id = 9; gloss = 'x' } | Set-MilvusEntity words -VectorField vector")]
    [InlineData("Search-MilvusEntity words -Text x")]
    [InlineData("Search-MilvusEntity words -SubSearch (New-MilvusSearchRequest -Text x)")]
    public void Add_MilvusEntity_without_an_embedder_names_the_parameter(string line)
    {
        var ran = _world.Shell.Run(line);

        Assert.Equal(["MilvusEmbedderMissing"], ran.ErrorIds);
        Assert.Contains("-Embedder", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmbeddingFault.Short)]
    [InlineData(EmbeddingFault.Long)]
    [InlineData(EmbeddingFault.NaN)]
    [InlineData(EmbeddingFault.Zero)]
    [InlineData(EmbeddingFault.WrongDimension)]
    [InlineData(EmbeddingFault.RedirectElsewhere)]
    [InlineData(EmbeddingFault.Unauthorized)]
    public void Add_MilvusEntity_wrong_answer_is_refused_before_anything_is_written(EmbeddingFault fault)
    {
        _world.Endpoint.Faults.Enqueue(fault);

        var ran = _world.Shell.Run($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");

        Assert.Equal(["MilvusEmbedderFailed"], ran.ErrorIds);
        Assert.DoesNotContain("sk-secret", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _world.Count());
        Assert.Equal(["False"], _world.Shell.Do("(Get-MilvusCollection words).Property.ContainsKey('psmilvus.embedder')").Texts);
    }

    [Fact]
    public void Add_MilvusEntity_model_of_another_dimension_than_the_field_is_refused()
    {
        _world.Endpoint.Dimension = 8;

        var ran = _world.Shell.Run($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");

        Assert.Equal(["MilvusDimensionMismatch"], ran.ErrorIds);
        Assert.Contains("dimension 8", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _world.Count());
    }

    [Fact]
    public void Add_MilvusEntity_many_rows_keep_their_order_and_busy_answers_are_repeated()
    {
        _world.Endpoint.Faults.Enqueue(EmbeddingFault.Busy);
        _world.Endpoint.Faults.Enqueue(EmbeddingFault.Busy);

        _world.Shell.Do("1..100 | ForEach-Object { @{ id = $_; gloss = \"word $_\" } } | Add-MilvusEntity words -Embedder $e");

        var vectors = _world.Shell.Do("Get-MilvusEntity words | ForEach-Object { $_.vector[0] }").Output
            .Select(item => (float)item.BaseObject);
        Assert.Equal(Enumerable.Range(1, 100).Select(id => EmbeddingServer.Embed("all-minilm", $"word {id}", 16)[0]), vectors);
    }

    [Fact]
    public void Add_MilvusEntity_row_without_a_text_is_an_error_and_the_others_are_stored()
    {
        var ran = _world.Shell.Run(
            """
            @{ id = 1; gloss = 'a' }, @{ id = 2 }, @{ id = 3; gloss = '' }, @{ id = 4; gloss = 5 }, @{ id = 5; gloss = $null },
            @{ id = 6; gloss = 'b'; extra = 1 }, @{ id = 7; gloss = 'c' } | Add-MilvusEntity words -Embedder $e
            """);

        Assert.Equal(
            ["MilvusNullNotAllowed", "MilvusInvalidVector", "MilvusSchemaMismatch", "MilvusNullNotAllowed", "MilvusSchemaMismatch"],
            ran.ErrorIds);
        Assert.Equal(["Row 2", "Row 3", "Row 4", "Row 5", "Row 6"], ran.Errors.Select(error => error.ToString()[..5]));
        Assert.Equal([1L, 7L], _world.Shell.Do("Get-MilvusEntity words").Values("id"));
    }

    [Fact]
    public void Set_MilvusEntity_embeds_the_changed_text_of_a_row_that_has_its_old_vector()
    {
        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");

        _world.Shell.Do(
            "Get-MilvusEntity words -Id 2 | ForEach-Object { $_.gloss = 'a cat'; $_ } | Set-MilvusEntity words -Embedder $e");

        var hit = _world.Shell.Do("Search-MilvusEntity words -Text 'a cat' -Embedder $e -Limit 1");
        Assert.Equal([2L], hit.Values("Id"));
        Assert.Equal(1f, (float)hit.Values("Score")[0]!, 4);
    }

    [Fact]
    public void Set_MilvusEntity_partial_row_without_its_text_keeps_its_vector()
    {
        _world.Shell.Do(
            """
            $null = New-MilvusCollection parts -Field ($fields + (New-MilvusField price INT64 -Nullable)) `
                -IndexParameter (New-MilvusIndexParameter vector -MetricType COSINE)
            Mount-MilvusCollection parts
            $null = @{ id = 1; gloss = 'a'; price = 1 }, @{ id = 2; gloss = 'b'; price = 1 } | Add-MilvusEntity parts -Embedder $e
            $null = @{ id = 1; price = 2 }, @{ id = 2; gloss = 'c' } | Set-MilvusEntity parts -Partial -Embedder $e
            """);

        var rows = _world.Shell.Do("Get-MilvusEntity parts");
        Assert.Equal(["a", "c"], rows.Values("gloss"));
        Assert.Equal([2L, 1L], rows.Values("price"));
        Assert.Equal([2L], _world.Shell.Do("Search-MilvusEntity parts -Text c -Embedder $e -Limit 1").Values("Id"));
        Assert.Equal([1L], _world.Shell.Do("Search-MilvusEntity parts -Text a -Embedder $e -Limit 1").Values("Id"));
    }

    [Fact]
    public void Import_MilvusEntity_embeds_the_texts_of_files_and_compares_the_rest()
    {
        var ran = _world.Shell.Do(
            """
            [IO.File]::WriteAllText("$PWD/words.csv", "id,gloss`n1,a hunting dog`n2,a fish`n3,a bird of prey")
            Import-MilvusEntity words words.csv -Embedder $e -BatchSize 2 -Verify Full
            """);

        Assert.Equal([3L], ran.Values("RowsCompared"));
        Assert.Equal([1L], _world.Shell.Do("Search-MilvusEntity words -Text 'hunting dog' -Embedder $e -Limit 1").Values("Id"));
        Assert.Equal(["words.csv"], _world.Shell.Do("[IO.Directory]::GetFiles($PWD)").Texts.Select(Path.GetFileName));
    }

    [Fact]
    public void Import_MilvusEntity_continues_after_the_embedder_failed()
    {
        _world.Shell.Do(
            """
            $small = New-MilvusEmbedder $args[0] all-minilm -BatchSize 2
            [IO.File]::WriteAllText("$PWD/words.csv", "id,gloss`n1,one`n2,two`n3,three`n4,four`n5,five")
            """,
            _world.Endpoint.Address);
        const string Import = "Import-MilvusEntity words words.csv -Embedder $small -BatchSize 2";
        _world.Shell.Do("$null = @{ id = 0; gloss = 'zero' } | Add-MilvusEntity words -Embedder $small");
        // The sentence of the fingerprint is embedded already. The third batch fails.
        _world.Shell.Do("$null = @{ id = 0; gloss = 'zero' } | Set-MilvusEntity words -Embedder $small");
        FailAt(3);

        var failed = _world.Shell.Run(Import);
        var stored = _world.Count();
        var continued = _world.Shell.Do(Import);

        Assert.Equal(["MilvusEmbedderFailed"], failed.ErrorIds);
        Assert.Contains("4 rows were stored before", failed.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(5, stored);
        Assert.Equal([5L], continued.Values("RowsAcknowledged"));
        Assert.Equal([0L, 1L, 2L, 3L, 4L, 5L], _world.Shell.Do("Get-MilvusEntity words").Values("id"));

        void FailAt(int request)
        {
            foreach (var _ in Enumerable.Range(1, request - 1))
            {
                _world.Endpoint.Faults.Enqueue(EmbeddingFault.None);
            }

            _world.Endpoint.Faults.Enqueue(EmbeddingFault.Short);
        }
    }

    [Theory]
    [InlineData("-TextField nothing", "has no text field 'nothing'; it has gloss")]
    [InlineData("-VectorField gloss", "is of type VarChar, which no embedder can fill")]
    [InlineData("-VectorField nothing", "has no field 'nothing'")]
    public void Add_MilvusEntity_wrong_field_is_named(string parameters, string message)
    {
        var ran = _world.Shell.Run($"@{{ id = 1; gloss = 'a' }} | Add-MilvusEntity words -Embedder $e {parameters}");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains(message, ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(_world.Endpoint.Requests);
    }

    [Fact]
    public void Add_MilvusEntity_several_fields_must_be_named()
    {
        _world.Shell.Do(
            """
            $null = New-MilvusCollection many -Field ($fields + (New-MilvusField title VARCHAR -MaxLength 100) +
                (New-MilvusField second FLOAT16_VECTOR -Dimension 16) + (New-MilvusField bits BINARY_VECTOR -Dimension 8 -Nullable))
            """);

        AssertVague(string.Empty, "has 2 vector fields (vector, second): name the one to fill with -VectorField");
        AssertVague("-VectorField SECOND", "has 2 text fields (gloss, title): name the one to embed with -TextField");
        Add(1, "-VectorField SECOND -TextField Title");
        // The text field of the first row is known from then on.
        Add(2, "-VectorField second");

        var property = _world.Shell.Do("(Get-MilvusCollection many).Property['psmilvus.embedder']").Texts[0];
        Assert.Equal(("second", "title"), ((string)JsonNode.Parse(property)!["field"]!, (string)JsonNode.Parse(property)!["text_field"]!));

        void AssertVague(string parameters, string message) => Assert.Contains(
            message,
            _world.Shell.Run($"@{{ id = 1 }} | Add-MilvusEntity many -Embedder $e {parameters}").Errors[0].ToString(),
            StringComparison.Ordinal);

        void Add(int id, string parameters) => _world.Shell.Do(
            $"$null = @{{ id = {id}; gloss = 'a'; title = 'b'; vector = 1..16 }} | Add-MilvusEntity many -Embedder $e {parameters}");
    }

    [Fact]
    public void Add_MilvusEntity_WhatIf_embeds_nothing()
    {
        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e -WhatIf");

        Assert.Empty(_world.Endpoint.Requests);
    }

    [Theory]
    [InlineData("@{ id = 1; gloss = 'a' } | Add-MilvusEntity words -Embedder $e")]
    [InlineData("Search-MilvusEntity words -Text a -Embedder $e")]
    public void Add_MilvusEntity_embedder_that_does_not_answer_is_stopped(string line)
    {
        _world.Endpoint.Faults.Enqueue(EmbeddingFault.Silent);

        var took = _world.Shell.Stop(line, _world.Endpoint.Waiting.Task);

        Assert.InRange(took, TimeSpan.Zero, _now);
    }

    [Fact]
    public void Search_MilvusEntity_hybrid_search_embeds_the_texts_of_its_parts()
    {
        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");

        var hits = _world.Shell.Do(
            """
            Search-MilvusEntity words -SubSearch (New-MilvusSearchRequest -Text 'hunting dog'), (New-MilvusSearchRequest -Text 'dog') `
                -Embedder $e -Limit 1
            """);

        Assert.Equal([1L], hits.Values("Id"));
    }

    [Fact]
    public void Search_MilvusEntity_all_pages_of_a_text_are_of_one_embedding()
    {
        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");
        var before = _world.Endpoint.Requests.Count;

        var hits = _world.Shell.Do("Search-MilvusEntity words -Text 'a bird of prey' -Embedder $e -All -BatchSize 1");

        Assert.Equal(3, hits.Output.Count);
        Assert.Equal(3L, hits.Values("Id")[0]);
        Assert.Equal(before + 1, _world.Endpoint.Requests.Count);
    }

    [Fact]
    public void Search_MilvusEntity_query_prefix_is_not_that_of_texts()
    {
        _world.Shell.Do(
            """
            $p = New-MilvusEmbedder $args[0] all-minilm -QueryPrefix 'query: ' -TextPrefix 'passage: '
            $null = @{ id = 1; gloss = 'a' } | Add-MilvusEntity words -Embedder $p
            $null = Search-MilvusEntity words -Text b -Embedder $p
            """,
            _world.Endpoint.Address);

        var texts = _world.Endpoint.Texts.SelectMany(request => request).ToList();
        Assert.Contains("passage: a", texts);
        Assert.Contains("query: b", texts);
    }

    [Fact]
    public void Search_MilvusEntity_field_that_no_embedder_fills_is_named()
    {
        _world.Shell.Do(
            """
            $null = New-MilvusCollection sparse -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField s SparseFloatVector) `
                -IndexParameter (New-MilvusIndexParameter s -MetricType IP)
            Mount-MilvusCollection sparse
            """);

        var ran = _world.Shell.Run("Search-MilvusEntity sparse -Text a -Embedder $e");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains("cannot be searched with -Text", ran.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Search_MilvusEntity_embedder_beside_a_function_is_refused()
    {
        _world.Shell.Do(
            """
            $schema = New-MilvusSchema -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField body VARCHAR -MaxLength 100 -EnableAnalyzer), (New-MilvusField w SparseFloatVector) `
                -Function (New-MilvusFunction f BM25 -InputField body -OutputField w)
            $null = New-MilvusCollection full -Schema $schema -IndexParameter (New-MilvusIndexParameter w -MetricType BM25)
            Mount-MilvusCollection full
            """);

        var ran = _world.Shell.Run("Search-MilvusEntity full -Text a -Embedder $e");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains("is computed by the function f", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(_world.Endpoint.Requests);
    }

    [Fact]
    public void Add_MilvusEntity_trace_and_verbose_lines_have_neither_key_nor_text()
    {
        var ran = _world.Shell.Do(
            """
            $null = Connect-Milvus -InMemory -Embedder $e -TracePath trace.jsonl
            $null = New-MilvusCollection words -Field $fields
            $null = @{ id = 1; gloss = 'a very secret text' } | Add-MilvusEntity words -TextField gloss -Verbose -Debug
            Disconnect-Milvus
            [IO.File]::ReadAllText("$PWD/trace.jsonl")
            """);

        var all = string.Join('\n', ran.Texts.Concat(ran.Verbose));
        Assert.Contains("/embeddings", all, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", all, StringComparison.Ordinal);
        Assert.DoesNotContain("very secret", all, StringComparison.Ordinal);
    }
}

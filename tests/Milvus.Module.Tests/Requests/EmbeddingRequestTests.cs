using System.Text.Json.Nodes;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of cmdlets with an embedder, to the server and to the endpoint.</summary>
public sealed class EmbeddingRequestTests : RequestFixture
{
    private readonly EmbeddingServer _endpoint = new(2);

    protected override void Prepare() => Do(
        """
        $null = New-MilvusCollection docs -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField body VARCHAR -MaxLength 100),
            (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
        $null = New-MilvusIndex docs vector -IndexType FLAT -MetricType L2
        Mount-MilvusCollection docs
        $e = New-MilvusEmbedder -ScriptBlock { param([string[]] $Text) foreach ($one in $Text) { , ($one.Length, 1) } } -Model length
        """);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _endpoint.Dispose();
    }

    [Fact]
    public void New_MilvusEmbedder_every_parameter_is_in_the_request()
    {
        Do($"$p = New-MilvusEmbedder -Uri {_endpoint.Address} -Model m -ApiKey sk-secret -ApiKeyHeader api-key -Dimension 2 -BatchSize 1 "
            + "-QueryPrefix 'q: ' -TextPrefix 't: ' -TimeoutSec 60");
        Do("@{ id = 1; body = 'ab' }, @{ id = 2; body = 'cd' } | Add-MilvusEntity docs -Embedder $p");
        Do("Search-MilvusEntity docs -Text ab -Embedder $p");

        Assert.Contains("t: ab", _endpoint.Texts.Select(Assert.Single));
        Assert.Contains("q: ab", _endpoint.Texts.Select(Assert.Single));
        Assert.All(_endpoint.Requests, request =>
        {
            Assert.Equal(("/v1/embeddings", "sk-secret"), (request.Path, request.Headers["api-key"]));
            Assert.Equal(("m", 2), ((string)request.Body["model"]!, (int)request.Body["dimensions"]!));
        });
    }

    [Fact]
    public void Add_MilvusEntity_model_is_recorded_before_the_first_rows_are_sent()
    {
        Do("@{ id = 1; body = 'abc' } | Add-MilvusEntity docs -Embedder $e -TextField body -VectorField vector");

        var calls = Log.Names.Where(name => name is "AlterCollection" or "Insert");
        Assert.Equal(["AlterCollection", "Insert"], calls);
        var property = Assert.Single(Log.Only<AlterCollectionRequest>().Properties);
        Assert.Equal("psmilvus.embedder", property.Key);
        Assert.Equal("length", (string)JsonNode.Parse(property.Value)!["model"]!);
        var vectors = Log.Only<InsertRequest>().FieldsData.Single(field => field.FieldName == "vector").Vectors;
        Assert.Equal([3f, 1f], vectors.FloatVector.Data);
    }

    [Fact]
    public void Set_MilvusEntity_sends_the_vectors_of_the_texts()
    {
        Do("@{ id = 1; body = 'abcd'; vector = 9, 9 } | Set-MilvusEntity docs -Embedder $e -TextField body -VectorField vector");

        var vectors = Log.Only<UpsertRequest>().FieldsData.Single(field => field.FieldName == "vector").Vectors;
        Assert.Equal([4f, 1f], vectors.FloatVector.Data);
    }

    [Fact]
    public void Import_MilvusEntity_sends_the_vectors_of_the_texts()
    {
        Do("[IO.File]::WriteAllText(\"$PWD/docs.jsonl\", '{\"id\":1,\"body\":\"abcde\"}')");

        Do("Import-MilvusEntity docs docs.jsonl -Embedder $e -TextField body -VectorField vector");

        var vectors = Log.Only<InsertRequest>().FieldsData.Single(field => field.FieldName == "vector").Vectors;
        Assert.Equal([5f, 1f], vectors.FloatVector.Data);
    }

    [Fact]
    public void Connect_Milvus_embedder_makes_the_vector_of_a_search()
    {
        Do("$null = Connect-Milvus (Get-MilvusConnection -Current).Address -Embedder $e");

        Do("Search-MilvusEntity docs -Text abcdef");

        var group = PlaceholderGroup.Parser.ParseFrom(Log.Only<SearchRequest>().PlaceholderGroup);
        var placeholder = Assert.Single(group.Placeholders);
        Assert.Equal(PlaceholderType.FloatVector, placeholder.Type);
        Assert.Equal([6f, 1f], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(placeholder.Values[0].Span).ToArray());
    }
}

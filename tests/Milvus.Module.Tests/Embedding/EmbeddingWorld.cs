using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Embedding;

/// <summary>A shell with an embedder of a fake endpoint, and a collection of words in a database in memory.</summary>
internal sealed class EmbeddingWorld : IDisposable
{
    /// <summary>Three rows with texts.</summary>
    internal const string Rows = "@(@{ id = 1; gloss = 'a hunting dog' }, @{ id = 2; gloss = 'a fish of warm seas' }, "
        + "@{ id = 3; gloss = 'a bird of prey' })";

    private const string Setup =
        """
        $e = New-MilvusEmbedder $args[0] all-minilm -ApiKey sk-secret
        $other = New-MilvusEmbedder $args[0] e5-small
        $null = Connect-Milvus -InMemory
        $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField gloss VARCHAR -MaxLength 200),
            (New-MilvusField vector FLOAT_VECTOR -Dimension 16)
        $null = New-MilvusCollection words -Field $fields -IndexParameter (New-MilvusIndexParameter vector -MetricType COSINE)
        Mount-MilvusCollection words
        """;

    internal EmbeddingWorld() => Shell.Do(Setup, Endpoint.Address);

    internal EmbeddingServer Endpoint { get; } = new();

    internal ModuleShell Shell { get; } = new();

    public void Dispose()
    {
        Shell.Dispose();
        Endpoint.Dispose();
    }

    /// <summary>The number of rows of the collection.</summary>
    internal long Count() => (long)Shell.Do("(Measure-MilvusCollection words -Exact).RowCount").Output[0].BaseObject;
}

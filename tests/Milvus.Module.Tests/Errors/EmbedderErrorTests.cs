using System.Management.Automation;
using Milvus.Module.Tests.Embedding;

namespace Milvus.Module.Tests.Errors;

/// <summary>The errors of embedders, with category and advice.</summary>
public sealed class EmbedderErrorTests : IDisposable
{
    private readonly EmbeddingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Produces("MilvusEmbedderMissing")]
    public void Search_MilvusEntity_text_without_an_embedder_is_missing_one() =>
        AssertFails("Search-MilvusEntity words -Text a", "MilvusEmbedderMissing", ErrorCategory.InvalidOperation, "New-MilvusEmbedder");

    [Fact]
    [Produces("MilvusEmbedderMismatch")]
    public void Search_MilvusEntity_another_model_is_a_mismatch()
    {
        _world.Shell.Do($"{EmbeddingWorld.Rows} | Add-MilvusEntity words -Embedder $e");

        AssertFails(
            "Search-MilvusEntity words -Text a -Embedder $other",
            "MilvusEmbedderMismatch",
            ErrorCategory.InvalidOperation,
            "Use an embedder of the same model.");
    }

    [Fact]
    [Produces("MilvusEmbedderFailed")]
    public void Search_MilvusEntity_endpoint_that_refuses_has_failed()
    {
        _world.Endpoint.Faults.Enqueue(EmbeddingFault.Unauthorized);

        AssertFails("Search-MilvusEntity words -Text a -Embedder $e", "MilvusEmbedderFailed", ErrorCategory.InvalidResult, "-ApiKey");
    }

    private void AssertFails(string line, string id, ErrorCategory category, string advice)
    {
        var error = Assert.Single(_world.Shell.Run(line).Errors);

        Assert.Equal((id, category), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}

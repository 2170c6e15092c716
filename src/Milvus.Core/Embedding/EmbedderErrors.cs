namespace Milvus.Core.Embedding;

/// <summary>The errors of embedders.</summary>
internal static class EmbedderErrors
{
    internal static MilvusException CreateFailed(string message, string? action = null, Exception? cause = null) =>
        new(MilvusErrorId.EmbedderFailed, message, cause) { RecommendedAction = action };

    internal static MilvusException CreateMissing(string message, string action) =>
        new(MilvusErrorId.EmbedderMissing, message) { RecommendedAction = action };

    internal static MilvusException CreateMismatch(string message, string action) =>
        new(MilvusErrorId.EmbedderMismatch, message) { RecommendedAction = action };
}

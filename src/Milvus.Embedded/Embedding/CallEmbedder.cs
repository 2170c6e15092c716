using Grpc.Core;

namespace Milvus.Embedded.Embedding;

/// <summary>The embedder of a call, which the connection in this process or the server adds to it.</summary>
internal static class CallEmbedder
{
    private const string Key = "milvus.embedder";

    /// <summary>Adds an embedder to a call.</summary>
    public static void Attach(ServerCallContext context, MilvusEmbedder? embedder)
    {
        if (embedder is not null)
        {
            context.UserState[Key] = embedder;
        }
    }

    /// <summary>The embedder of a call; null without one.</summary>
    public static MilvusEmbedder? Find(ServerCallContext context) =>
        context.UserState.TryGetValue(Key, out var embedder) ? (MilvusEmbedder)embedder : null;
}

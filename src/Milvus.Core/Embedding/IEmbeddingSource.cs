namespace Milvus.Core.Embedding;

/// <summary>Turns a batch of texts into vectors. Its vectors are checked by the caller.</summary>
internal interface IEmbeddingSource
{
    /// <summary>The place, for messages: an address without secrets, or "The script block".</summary>
    string Place { get; }

    /// <summary>The vectors of the texts, in their order.</summary>
    /// <exception cref="MilvusException">The source failed.</exception>
    Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingCall call, CancellationToken token);
}

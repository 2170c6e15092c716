namespace Milvus.Core.Embedding;

/// <summary>What a cmdlet or a request allows for its embedding.</summary>
/// <param name="Deadline">The end of the time budget in UTC; null for none.</param>
/// <param name="Tell">Receives a line for each request and each retry, without texts and keys; null if nobody reads them.</param>
internal sealed record EmbeddingCall(DateTime? Deadline = null, Action<string>? Tell = null)
{
    /// <summary>The whole time budget, for messages; null if only its end is known.</summary>
    internal TimeSpan? Timeout { get; init; }

    internal static EmbeddingCall Default { get; } = new();
}

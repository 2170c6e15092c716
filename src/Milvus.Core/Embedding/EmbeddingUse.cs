namespace Milvus.Core.Embedding;

/// <summary>What a text is for. Some models want another prefix for each.</summary>
internal enum EmbeddingUse
{
    /// <summary>The text of a row.</summary>
    Text,

    /// <summary>The text of a search.</summary>
    Query,
}

namespace Milvus.Completion;

/// <summary>Completes types of functions.</summary>
public sealed class FunctionTypeCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["BM25", "TextEmbedding", "Rerank", "MinHash", "MolFingerprint"];
}

namespace Milvus.Completion;

/// <summary>
/// Completes index types, in the spelling that all servers take. They are those of the embedded engine, and those that
/// only servers have.
/// </summary>
public sealed class IndexTypeCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
    [
        "AUTOINDEX",
        "HNSW",
        "HNSW_SQ",
        "HNSW_PQ",
        "HNSW_PRQ",
        "FLAT",
        "IVF_FLAT",
        "IVF_FLAT_CC",
        "IVF_SQ8",
        "IVF_PQ",
        "IVF_RABITQ",
        "SCANN",
        "DISKANN",
        "BIN_FLAT",
        "BIN_IVF_FLAT",
        "SPARSE_INVERTED_INDEX",
        "SPARSE_WAND",
        "STL_SORT",
        "INVERTED",
        "Trie",
        "BITMAP",
        "NGRAM",
        "FMINDEX",
        "RTREE",
        "MINHASH_LSH",
        "GPU_CAGRA",
        "GPU_IVF_FLAT",
        "GPU_IVF_PQ",
        "GPU_BRUTE_FORCE",
    ];
}

/// <summary>Completes metrics.</summary>
public sealed class MetricTypeCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
    [
        "COSINE",
        "IP",
        "L2",
        "HAMMING",
        "JACCARD",
        "BM25",
        "SUBSTRUCTURE",
        "SUPERSTRUCTURE",
        "MHJACCARD",
        "MAX_SIM",
        "MAX_SIM_COSINE",
        "MAX_SIM_IP",
        "MAX_SIM_L2",
        "MAX_SIM_HAMMING",
        "MAX_SIM_JACCARD",
    ];
}

/// <summary>Completes kinds of metrics of a server.</summary>
public sealed class MetricNameCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
    [
        "system_info", "system_statistics", "dist", "target", "replica", "resource_group", "segments", "channels", "sync_tasks",
        "build_index_tasks", "compaction_tasks", "import_tasks",
    ];
}

/// <summary>Completes rankers that are functions of a server.</summary>
public sealed class RerankerCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["model", "decay", "boost", "weighted", "rrf"];
}

/// <summary>Completes hints for the plan of a search.</summary>
public sealed class SearchHintCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["iterative_filter", "disable"];
}

/// <summary>Completes providers of models.</summary>
public sealed class ModelProviderCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
        ["openai", "azure_openai", "dashscope", "bedrock", "vertexai", "voyageai", "cohere", "siliconflow", "tei", "vllm"];
}

/// <summary>Completes the types that an index takes the values of a JSON path as.</summary>
public sealed class JsonCastTypeCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
        ["BOOL", "DOUBLE", "VARCHAR", "JSON", "ARRAY_BOOL", "ARRAY_DOUBLE", "ARRAY_VARCHAR"];
}

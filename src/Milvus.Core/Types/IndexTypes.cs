namespace Milvus.Core.Types;

/// <summary>The table of index types. Checks, the engine's data structures, completion, spelling and documentation are derived from
/// it.</summary>
internal static class IndexTypes
{
    /// <summary>The name of the type that leaves the choice to the server.</summary>
    public const string Auto = "AUTOINDEX";

    private static readonly IReadOnlyList<DataType> _scalars = FieldTypes.Where(type => type.IsField && !type.IsVector);
    private static readonly IReadOnlyList<DataType> _sorted =
        FieldTypes.Where(type => type.IsSortable && type.Family != FieldFamily.Boolean);

    private static readonly IReadOnlyList<DataType> _elements = FieldTypes.Where(type => type.IsElement);

    // Whose values repeat.
    private static readonly IReadOnlyList<DataType> _repeated = FieldTypes.Where(type => type.IsElement && type.IsGroupable);

    private static readonly string[] _denseMetrics = ["L2", "IP", "COSINE"];
    private static readonly string[] _bitMetrics = ["HAMMING", "JACCARD"];
    private static readonly string[] _sparseMetrics = ["IP", "BM25"];

    private static readonly IndexType _dense = new("", IndexStructure.Growing)
    {
        Fields = VectorTypes.Floats,
        Metrics = _denseMetrics,
        IsMapped = true,
    };

    private static readonly IndexType _graph = _dense with
    {
        Structure = IndexStructure.Graph,
        Fields = VectorTypes.Dense,
    };

    private static readonly IndexType _codedGraph = _graph with { Structure = IndexStructure.CodedGraph };

    private static readonly IndexType _coded = _dense with { Structure = IndexStructure.GrowingCodes };

    private static readonly IndexType _sparse = new("", IndexStructure.InvertedLists)
    {
        Fields = VectorTypes.Sparse,
        Metrics = _sparseMetrics,
        Parameters = ParameterRules.Sparse,
        IsMapped = true,
    };

    private static readonly IndexType _onServers = new("", IndexStructure.None) { Fields = VectorTypes.Floats, Metrics = _denseMetrics };

    /// <summary>All index types, in the order of completion.</summary>
    public static IReadOnlyList<IndexType> All { get; } =
    [
        _dense with
        {
            Name = Auto,
            Fields = [.. VectorTypes.All, .. _scalars],
            Metrics = [.. _denseMetrics.Concat(_bitMetrics).Concat(_sparseMetrics).Distinct()],
        },
        _graph with
        {
            Name = "HNSW",
            Fields = [.. VectorTypes.Dense, .. VectorTypes.Bits],
            Metrics = [.. _denseMetrics, .. _bitMetrics],
            Parameters = [.. ParameterRules.Graph, .. ParameterRules.GraphSearch],
            ChosenFor = [.. VectorTypes.Dense, DataType.ArrayOfVector],
        },
        _codedGraph with
        {
            Name = "HNSW_SQ",
            Parameters =
            [
                .. ParameterRules.Graph,
                ParameterRule.BuildChoice("sq_type", "invalid scalar quantizer type", ParameterRules.ScalarQuantizers) with
                {
                    IgnoresCase = true,
                },
                .. ParameterRules.Refinement([.. ParameterRules.ScalarQuantizers, "fp32", "flat"]),
                .. ParameterRules.GraphSearch,
            ],
        },
        _codedGraph with { Name = "HNSW_PQ", Parameters = ParameterRules.QuantizedGraph(parts: 32, article: "the") },
        _codedGraph with { Name = "HNSW_PRQ", Parameters = ParameterRules.QuantizedGraph(parts: 2, article: "a") },
        _dense with { Name = "FLAT", Structure = IndexStructure.AllRows },
        _dense with { Name = "IVF_FLAT", Parameters = ParameterRules.Lists },
        _dense with { Name = "IVF_FLAT_CC", Parameters = ParameterRules.Lists },
        _coded with { Name = "IVF_SQ8", Parameters = ParameterRules.Lists },
        _coded with { Name = "IVF_PQ", Parameters = ParameterRules.QuantizedLists },
        _coded with
        {
            Name = "IVF_RABITQ",
            Parameters =
            [
                .. ParameterRules.Lists,
                .. ParameterRules.Refinement(["sq6", "sq8", "fp16", "bf16", "fp32", "flat"]),
                ParameterRule.SearchInteger("rbq_bits_query", 0, 8),
                ParameterRules.RefinedCandidates,
            ],
        },
        _coded with
        {
            Name = "SCANN",
            Parameters =
            [
                .. ParameterRules.Lists,
                ParameterRule.SearchCandidates("reorder_k"),
                .. ParameterRule.Any(ParameterPhase.Build, "with_raw_data"),
            ],
            DimensionStep = 2,
        },
        _coded with
        {
            Name = "DISKANN",
            Parameters =
            [
                ParameterRule.BuildChoice("emb_list_strategy", "DiskANN only supports TokenANN strategy", "tokenann") with
                {
                    IgnoresCase = true,
                },
                ParameterRule.SearchCandidates("search_list"),
                ParameterRule.SearchCandidates("search_list_size"),
            ],
            IsMapped = false,
        },
        _dense with
        {
            Name = "BIN_FLAT",
            Structure = IndexStructure.AllRows,
            Fields = VectorTypes.Bits,
            Metrics = [.. _bitMetrics, "SUBSTRUCTURE", "SUPERSTRUCTURE"],
        },
        _dense with
        {
            Name = "BIN_IVF_FLAT",
            Fields = VectorTypes.Bits,
            Metrics = _bitMetrics,
            Parameters = ParameterRules.Lists,
            ChosenFor = VectorTypes.Bits,
        },
        _sparse with { Name = "SPARSE_INVERTED_INDEX", ChosenFor = VectorTypes.Sparse },
        _sparse with { Name = "SPARSE_WAND" },
        new("STL_SORT", IndexStructure.SortedValues)
        {
            Fields = [.. _sorted, DataType.Json],
            // Only arrays in structs can be sorted, by their elements.
            StructElements = _sorted,
            Refusal = "STL_SORT are only supported on numeric, varchar or timestamptz field, got {0}",
            ElementRefusal = "STL_SORT are only supported on numeric, varchar or timestamptz field, got struct sub-field of {0}",
            JsonCasts = new(["DOUBLE", "VARCHAR"], "json_cast_type {0} is not supported for STL_SORT index"),
        },
        new("INVERTED", IndexStructure.SortedValues)
        {
            Fields = [.. _elements, DataType.Json, DataType.Array],
            Refusal = "INVERTED are not supported on {0} field",
            IsMapped = true,
        },
        new("Trie", IndexStructure.SortedValues)
        {
            Aliases = ["TRIE", "marisa-trie"],
            Fields = [DataType.VarChar],
            Refusal = "TRIE are only supported on varchar field",
            IsMapped = true,
        },
        new("BITMAP", IndexStructure.SortedValues)
        {
            Fields = [.. _repeated, DataType.Json, DataType.Array],
            Elements = _repeated,
            Refusal = "bitmap index are only supported on bool, int, string and array field",
            ElementRefusal = "bitmap index are only supported on bool, int, string for array field",
            KeyRefusal = "create bitmap index on primary key not supported",
            JsonCasts = new(["BOOL", "VARCHAR"], "json_cast_type {0} is not supported for BITMAP index"),
            Parameters = [.. ParameterRule.Any(ParameterPhase.Build, "bitmap_cardinality_limit")],
            IsMapped = true,
            HasOffsetCache = true,
        },
        new("NGRAM", IndexStructure.Kept)
        {
            Fields = [DataType.VarChar, DataType.Json],
            Refusal = "ngram index can only be created on VARCHAR or JSON field",
            JsonCasts = new(["VARCHAR"], "JSON field with ngram index only supports VARCHAR cast type, got: {1}")
            {
                MissingRefusal = "JSON field with ngram index must specify json_cast_type: missing parameter",
            },
            Parameters = [ParameterRules.Gram("min_gram"), ParameterRules.Gram("max_gram")],
            Span = new(
                "min_gram", "max_gram", 1, "invalid min_gram or max_gram value for Ngram index, min_gram: {0}, max_gram: {1}"),
            IsMapped = true,
        },
        new("FMINDEX", IndexStructure.Kept)
        {
            Fields = [DataType.VarChar],
            Refusal = "FM-index can only be created on VARCHAR field",
            Parameters = ParameterRules.TextParts,
            IsMapped = true,
        },
        new("RTREE", IndexStructure.Kept)
        {
            Fields = [DataType.Geometry],
            Refusal = "RTREE index can only be built on geometry field, got {0}",
        },
        _onServers with
        {
            Name = "MINHASH_LSH",
            Fields = VectorTypes.Bits,
            Metrics = ["MHJACCARD"],
            Parameters =
            [
                .. ParameterRule.Any(
                    ParameterPhase.Build, "mh_lsh_band", "mh_element_bit_width", "mh_lsh_code_in_mem", "with_raw_data"),
                .. ParameterRule.Any(ParameterPhase.Search, "mh_search_with_jaccard", "mh_lsh_batch_search", "refine_k"),
            ],
        },
        _onServers with
        {
            Name = "GPU_CAGRA",
            Parameters =
            [
                .. ParameterRule.Any(
                    ParameterPhase.Build,
                    "intermediate_graph_degree", "graph_degree", "build_algo", "cache_dataset_on_device", "adapt_for_cpu"),
                .. ParameterRule.Any(
                    ParameterPhase.Search, "itopk_size", "search_width", "min_iterations", "max_iterations", "team_size", "ef"),
            ],
        },
        _onServers with { Name = "GPU_IVF_FLAT", Parameters = [.. ParameterRules.Lists, .. ParameterRules.OnDevice] },
        _onServers with { Name = "GPU_IVF_PQ", Parameters = [.. ParameterRules.QuantizedLists, .. ParameterRules.OnDevice] },
        _onServers with { Name = "GPU_BRUTE_FORCE" },
    ];

    /// <summary>The names for completion.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(type => type.Name)];

    private static readonly Dictionary<string, IndexType> _byName = All
        .SelectMany(type => type.Aliases.Prepend(type.Name), KeyValuePair.Create)
        .ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The type of a name that the embedded engine accepts. Like servers, it is case-sensitive. Null for other names.</summary>
    public static IndexType? FindForEngine(string name) => _byName.TryGetValue(name, out var type) && type.IsOfEngine ? type : null;

    /// <summary>The type of a name in any case, or null.</summary>
    public static IndexType? Find(string name) => All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The type whose parameters apply to a type of field: that of the name, or the one that AUTOINDEX chooses.</summary>
    public static IndexType? FindForField(string name, DataType field) =>
        name == Auto ? All.FirstOrDefault(type => type.ChosenFor.Contains(field)) : FindForEngine(name);
}

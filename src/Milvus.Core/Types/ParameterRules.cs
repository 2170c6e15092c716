namespace Milvus.Core.Types;

/// <summary>Parameters that several index types share. The ranges are those of Milvus 2.6 (the index configurations of knowhere).</summary>
internal static class ParameterRules
{
    private const int MaxLists = 65536;

    private static readonly string[] _algorithms =
        ["TAAT_NAIVE", "DAAT_WAND", "DAAT_MAXSCORE", "BLOCK_MAX_MAXSCORE", "BLOCK_MAX_WAND", "SINDI"];

    private static readonly ParameterRule _lists = ParameterRule.BuildInteger("nlist", 1, MaxLists);
    private static readonly ParameterRule _parts = ParameterRule.BuildInteger("m", 1, 65536);
    private static readonly ParameterRule _bits = ParameterRule.BuildInteger("nbits", 1, 24);
    private static readonly ParameterRule _probes = ParameterRule.SearchInteger("nprobe", 1, MaxLists);

    /// <summary>Quantizers of single components of a vector.</summary>
    public static string[] ScalarQuantizers { get; } = ["sq4u", "sq6", "sq8", "fp16", "bf16"];

    /// <summary>The number of candidates that are compared again by their unquantized vectors.</summary>
    public static ParameterRule RefinedCandidates { get; } = ParameterRule.SearchNumber("refine_k", 1, float.MaxValue);

    /// <summary>The build parameters of a graph.</summary>
    public static IReadOnlyList<ParameterRule> Graph { get; } =
    [
        ParameterRule.BuildInteger("M", 2, 2048) with { Default = 16, SentDefault = 30 },
        ParameterRule.BuildInteger("efConstruction", 1, int.MaxValue) with { Default = 200, SentDefault = 360 },
    ];

    /// <summary>The search parameters of a graph.</summary>
    public static IReadOnlyList<ParameterRule> GraphSearch { get; } = [ParameterRule.SearchCandidates("ef"), RefinedCandidates];

    /// <summary>Inverted lists around centroids (IVF), and the number of lists to search.</summary>
    public static IReadOnlyList<ParameterRule> Lists { get; } = [_lists with { SentDefault = 128 }, _probes];

    /// <summary>Inverted lists of quantized vectors. A valid m depends on the dimension, so no default is sent.</summary>
    public static IReadOnlyList<ParameterRule> QuantizedLists { get; } =
        [_lists with { SentDefault = 128 }, _parts, CreateDivision(32, "a"), _bits, _probes];

    /// <summary>Whether a GPU index keeps its vectors on the device.</summary>
    public static IReadOnlyList<ParameterRule> OnDevice { get; } =
        [.. ParameterRule.Any(ParameterPhase.Build, "cache_dataset_on_device")];

    /// <summary>Inverted lists of sparse vectors, and the part of a query's terms that is dropped.</summary>
    public static IReadOnlyList<ParameterRule> Sparse { get; } =
    [
        ParameterRule.BuildNumber("bm25_k1", 0, 3) with { Default = 1.2 },
        ParameterRule.BuildNumber("bm25_b", 0, 1) with { Default = 0.75 },
        ParameterRule.BuildNumber("drop_ratio_build", 0, 1) with { ExcludesHigh = true },
        ParameterRule.BuildChoice(
            "inverted_index_algo", "sparse inverted index algo {1} not found or not supported, supported: [{2}]", _algorithms),
        ParameterRule.BuildChoice(
            "inverted_index_codec", "{0} {1} not found or not supported, supported: [{2}]", "block_streamvbyte", "block_maskedvbyte"),
        ParameterRule.BuildChoice("quant_type", "{0} {1} not found or not supported by {4}, supported: [{2}]", "u16", "u32") with
        {
            Metric = "BM25",
        },
        ParameterRule.BuildChoice("quant_type", "{0} {1} not found or not supported by {4}, supported: [{2}]", "fp16", "fp32") with
        {
            Metric = "IP",
        },
        ParameterRule.BuildInteger("block_max_block_size", 1, int.MaxValue),
        ParameterRule.BuildInteger("sindi_window_size", 1024, 65535),
        ParameterRule.SearchNumber("dim_max_score_ratio", 0.5f, 1.3f),
        ParameterRule.SearchNumber("drop_ratio_search", 0, 1) with { ExcludesHigh = true },
    ];

    /// <summary>An index on substrings of texts (FM-index).</summary>
    public static IReadOnlyList<ParameterRule> TextParts { get; } =
    [
        ParameterRule.BuildInteger("fm_sa_sample_rate", 4, 256) with
        {
            KindRefusal = "{0} for FM-index must be an integer, got: {1}",
            Refusal = "{0} for FM-index must be in [4, 256], got: {1}",
        },
        ParameterRule.BuildInteger("fm_block_bytes", 8, 128) with
        {
            IsPowerOfTwo = true,
            KindRefusal = "{0} for FM-index must be an integer, got: {1}",
            Refusal = "{0} for FM-index must be a power of two in [8, 128], got: {1}",
        },
    ];

    /// <summary>The default of the embedded engine for a parameter.</summary>
    public static double GetDefault(IReadOnlyList<ParameterRule> rules, string name) =>
        rules.First(rule => rule.Name == name && rule.Default is not null).Default!.Value;

    /// <summary>A graph of quantized vectors.</summary>
    /// <param name="parts">The default number of parts (subquantizers) of a vector.</param>
    /// <param name="article">The article before "vector" in the error for the dimension.</param>
    public static IReadOnlyList<ParameterRule> QuantizedGraph(int parts, string article) =>
    [
        .. Graph,
        _parts,
        _bits,
        ParameterRule.BuildInteger("nrq", 1, 16),
        CreateDivision(parts, article),
        .. Refinement([.. ScalarQuantizers, "fp32", "flat"]),
        .. GraphSearch,
    ];

    /// <summary>Whether unquantized vectors are also stored, and in which type.</summary>
    public static IReadOnlyList<ParameterRule> Refinement(string[] types) =>
    [
        new("refine", ParameterPhase.Build, ParameterKind.Boolean),
        ParameterRule.BuildChoice("refine_type", "invalid refine type : {1}, optional types are [{3}]", types) with { IgnoresCase = true },
    ];

    /// <summary>The length of an n-gram.</summary>
    public static ParameterRule Gram(string name) => new(name, ParameterPhase.Build, ParameterKind.Integer)
    {
        KindRefusal = "{0} for Ngram index must be an integer, got: {1}",
        MissingRefusal = "Ngram index must specify both min_gram and max_gram",
    };

    private static ParameterRule CreateDivision(int parts, string article) => new("m", ParameterPhase.Build, ParameterKind.Divisor)
    {
        Default = parts,
        Refusal = $"The dimension of {article} vector (dim) should be a multiple of the number of subquantizers (m)."
            + " Dimension: {0}, m: {1}",
    };
}

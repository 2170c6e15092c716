using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>Metric and parameters of an index on a sparse field.</summary>
internal static class SparseIndexChecks
{
    private static readonly string[] _algorithms =
    [
        "TAAT_NAIVE",
        "DAAT_WAND",
        "DAAT_MAXSCORE",
        "BLOCK_MAX_MAXSCORE",
        "BLOCK_MAX_WAND",
        "SINDI",
    ];

    private static readonly string[] _codecs = ["block_streamvbyte", "block_maskedvbyte"];
    private static readonly string[] _storedTerms = ["u16", "u32"];
    private static readonly string[] _storedNumbers = ["fp16", "fp32"];

    public static void CheckMetric(FieldSchema field, string metric)
    {
        if (field.IsFunctionOutput && metric != "BM25")
        {
            throw MilvusError.Parameter($"index metric type of BM25 function output field must be BM25, got {metric}");
        }

        if (metric is not ("IP" or "BM25"))
        {
            throw IndexChecks.Invalid("only IP&BM25 is the supported metric type for sparse index");
        }

        if (metric == "BM25" && !field.IsFunctionOutput)
        {
            throw IndexChecks.Invalid("only BM25 Function output field support BM25 metric type");
        }
    }

    public static void CheckParameters(IReadOnlyList<KeyValuePair> parameters)
    {
        CheckRange(parameters, "bm25_k1", 0, 3, includesHigh: true);
        CheckRange(parameters, "bm25_b", 0, 1, includesHigh: true);
        CheckRange(parameters, "drop_ratio_build", 0, 1, includesHigh: false);
        if (parameters.Find("inverted_index_algo") is { } algorithm && !_algorithms.Contains(algorithm))
        {
            throw MilvusError.Parameter(
                $"sparse inverted index algo {algorithm} not found or not supported, supported: [{string.Join(' ', _algorithms)}]");
        }

        if (parameters.Find("inverted_index_codec") is { } codec && !_codecs.Contains(codec))
        {
            throw MilvusError.Parameter(
                $"inverted_index_codec {codec} not found or not supported, supported: [{string.Join(' ', _codecs)}]");
        }

        var metric = parameters.Find("metric_type");
        var stored = metric == "BM25" ? _storedTerms : _storedNumbers;
        if (parameters.Find("quant_type") is { } quantizer && !stored.Contains(quantizer))
        {
            throw MilvusError.Parameter(
                $"quant_type {quantizer} not found or not supported by {metric}, supported: [{string.Join(' ', stored)}]");
        }

        VectorIndexParameters.CheckInteger(parameters, "block_max_block_size", 1, int.MaxValue);
        VectorIndexParameters.CheckInteger(parameters, "sindi_window_size", 1024, 65535);
    }

    private static void CheckRange(IReadOnlyList<KeyValuePair> parameters, string key, float low, float high, bool includesHigh)
    {
        if (parameters.Find(key) is not { } text)
        {
            return;
        }

        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw MilvusError.Parameter($"Type conflict in json: param '{key}' (\"{text}\") should be a number");
        }

        if (!(number >= low && (includesHigh ? number <= high : number < high)))
        {
            throw MilvusError.Parameter(string.Create(CultureInfo.InvariantCulture,
                $"Out of range in json: param '{key}' ({text}) should be in range [{low:F6}, {high:F6}{(includesHigh ? ']' : ')')}"));
        }
    }
}

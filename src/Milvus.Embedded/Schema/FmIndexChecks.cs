using System.Globalization;
using System.Numerics;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Schema;

/// <summary>An FMINDEX, which finds parts of texts on Milvus; here LIKE looks at every row and is the same with and without.</summary>
internal static class FmIndexChecks
{
    public static void Check(IReadOnlyList<KeyValuePair> parameters)
    {
        if (Number(parameters, "fm_sa_sample_rate") is { } rate && rate is < 4 or > 256)
        {
            throw MilvusError.Parameter($"fm_sa_sample_rate for FM-index must be in [4, 256], got: {rate}");
        }

        if (Number(parameters, "fm_block_bytes") is { } block && (block is < 8 or > 128 || !BitOperations.IsPow2(block)))
        {
            throw MilvusError.Parameter($"fm_block_bytes for FM-index must be a power of two in [8, 128], got: {block}");
        }
    }

    private static int? Number(IReadOnlyList<KeyValuePair> parameters, string key)
    {
        if (parameters.Find(key) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw MilvusError.Parameter($"{key} for FM-index must be an integer, got: {text}");
    }
}

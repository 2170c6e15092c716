using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Schema;

/// <summary>An NGRAM index, which makes LIKE faster on Milvus; here LIKE looks at every row and is the same with and without.</summary>
internal static class NgramChecks
{
    public static void Check(IReadOnlyList<KeyValuePair> parameters)
    {
        if (parameters.Find("min_gram") is not { } minimum || parameters.Find("max_gram") is not { } maximum)
        {
            throw new MilvusError(
                MilvusError.ParameterMissingCode,
                "Ngram index must specify both min_gram and max_gram: missing parameter");
        }

        var low = Number("min_gram", minimum);
        var high = Number("max_gram", maximum);
        if (low <= 0 || high <= 0 || low > high)
        {
            throw MilvusError.Parameter($"invalid min_gram or max_gram value for Ngram index, min_gram: {low}, max_gram: {high}");
        }
    }

    private static int Number(string key, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw MilvusError.Parameter($"{key} for Ngram index must be an integer, got: {text}");
}

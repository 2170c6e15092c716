using System.Globalization;

namespace Milvus.Core.Embedding;

/// <summary>Refuses vectors that no row and no search can use. It runs before anything is written.</summary>
internal static class EmbeddingChecks
{
    /// <exception cref="MilvusException">The number of vectors, a dimension or a component is wrong.</exception>
    /// <param name="source">What returned them, for the message.</param>
    /// <param name="vectors">The vectors.</param>
    /// <param name="texts">The number of texts.</param>
    /// <param name="dimension">The required dimension; null for that of the first vector.</param>
    internal static void Check(string source, IReadOnlyList<float[]> vectors, int texts, int? dimension)
    {
        if (vectors.Count != texts)
        {
            throw CreateWrong(source, $"a wrong number of vectors: {vectors.Count}, not {texts}");
        }

        var expected = dimension ?? (vectors.Count > 0 ? vectors[0].Length : 0);
        for (var i = 0; i < vectors.Count; i++)
        {
            var vector = vectors[i];
            if (vector.Length == 0 || vector.Length != expected)
            {
                throw CreateWrong(source, $"a vector of dimension {vector.Length} for text {i + 1} of {texts}, not {expected}");
            }

            if (Array.FindIndex(vector, component => !float.IsFinite(component)) is >= 0 and var at)
            {
                throw CreateWrong(source, $"{vector[at]} as component {at + 1} of the vector of text {i + 1}");
            }

            if (Array.TrueForAll(vector, component => component == 0))
            {
                throw CreateWrong(source, $"a vector of zeros for text {i + 1}, which is similar to nothing");
            }
        }
    }

    private static MilvusException CreateWrong(string source, FormattableString what) =>
        EmbedderErrors.CreateFailed($"{source} returned {what.ToString(CultureInfo.InvariantCulture)}. Its vectors are not used.");
}

using System.Globalization;
using Milvus.Client.Values;
using Milvus.Core.Calls;

namespace Milvus.Client.Reads;

/// <summary>The hits of a search, checked before they are used.</summary>
internal static class SearchResponseReader
{
    internal static IReadOnlyList<SearchHit> Read(
        Protocol.SearchResults answer,
        VectorQuery query,
        Collection schema,
        string collection,
        string? database,
        int? count = null)
    {
        const string Method = "Search";
        var queries = count ?? query.Count;
        var results = answer.Results;
        if (results is null || results.Topks.Count == 0)
        {
            return results?.Scores.Count > 0 ? throw Broken($"{results.Scores.Count} scores of no query") : [];
        }

        var ids = Keys.Read(results.Ids, Method);
        var total = results.Topks.Sum();
        if (results.Topks.Count != queries || results.Topks.Any(count => count < 0) || total != ids.Length || total != results.Scores.Count)
        {
            throw Broken(string.Create(
                CultureInfo.InvariantCulture,
                $"{results.Topks.Count} counts of together {total} hits with {ids.Length} keys and {results.Scores.Count} scores, "
                    + $"for {queries} queries"));
        }

        var page = RowPageReader.Read(results.FieldsData, ids.Length, schema, query.OutputFields, Method);
        var highlights = Highlights(results, ids.Length);
        var elements = results.ElementIndices?.Data is { Count: > 0 } indices
            ? indices.Count == ids.Length
                ? indices
                : throw Broken($"{indices.Count} elements for {ids.Length} hits")
            : null;
        var hits = new List<SearchHit>(ids.Length);
        for (var number = 0; number < results.Topks.Count; number++)
        {
            for (var rank = 1; rank <= results.Topks[number]; rank++)
            {
                var row = hits.Count;
                hits.Add(new SearchHit
                {
                    Database = database,
                    Collection = collection,
                    Query = number,
                    Rank = rank,
                    Id = ids[row],
                    Score = Rounded(results.Scores[row], query.RoundDecimal),
                    Entity = page.GetRow(row).ToArray(),
                    ElementOffset = elements?[row],
                    Highlight = highlights?[row],
                });
            }
        }

        return hits;

        static MilvusException Broken(string what) => ScalarReader.CreateProtocolError(Method, string.Empty, what);
    }

    internal static float Rounded(float score, int? decimals) => decimals is { } places ? MathF.Round(score, places) : score;

    private static Dictionary<string, string[]>[]? Highlights(Protocol.SearchResultData results, int hits)
    {
        if (results.HighlightResults.Count == 0)
        {
            return null;
        }

        var found = new Dictionary<string, string[]>[hits];
        for (var row = 0; row < hits; row++)
        {
            found[row] = results.HighlightResults
                .Where(field => row < field.Datas.Count)
                .ToDictionary(field => field.FieldName, field => field.Datas[row].Fragments.ToArray(), StringComparer.Ordinal);
        }

        return found;
    }
}

using System.Globalization;
using Milvus.Client.Values;

namespace Milvus.Client.Reads;

/// <summary>The hits of a search, checked before they are used.</summary>
internal static class SearchAnswer
{
    internal static IReadOnlyList<SearchHit> Read(
        Protocol.SearchResults answer,
        int queries,
        Collection schema,
        IReadOnlyList<string>? wanted,
        string collection,
        string? database)
    {
        const string method = "Search";
        var results = answer.Results;
        if (results is null || results.Topks.Count == 0)
        {
            return results?.Scores.Count > 0 ? throw Broken($"{results.Scores.Count} scores of no query") : [];
        }

        var ids = Keys.Read(results.Ids, method);
        var total = results.Topks.Sum();
        if (results.Topks.Count != queries || results.Topks.Any(count => count < 0) || total != ids.Length || total != results.Scores.Count)
        {
            throw Broken(string.Create(
                CultureInfo.InvariantCulture,
                $"{results.Topks.Count} counts of together {total} hits with {ids.Length} keys and {results.Scores.Count} scores, for {queries} queries"));
        }

        var page = PageReader.Read(results.FieldsData, ids.Length, schema, wanted, method);
        var hits = new List<SearchHit>(ids.Length);
        for (var query = 0; query < results.Topks.Count; query++)
        {
            for (var rank = 1; rank <= results.Topks[query]; rank++)
            {
                var row = hits.Count;
                hits.Add(new SearchHit
                {
                    Database = database,
                    Collection = collection,
                    Query = query,
                    Rank = rank,
                    Id = ids[row],
                    Score = results.Scores[row],
                    Entity = page.Row(row).ToArray(),
                });
            }
        }

        return hits;

        static MilvusException Broken(string what) => ScalarReader.Broken(method, string.Empty, what);
    }
}

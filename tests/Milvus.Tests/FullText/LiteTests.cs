using System.Globalization;

namespace Milvus.Tests.FullText;

using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Differential;
using Milvus.Tests.Embedded;

/// <summary>Full-text search on the engine and on Milvus Lite: the same rows, scores and errors, except for the known
/// differences.</summary>
public sealed class LiteTests
{
    private static readonly string _name = UniqueName.Of("eng_full_text");

    private static readonly string[] _texts =
    [
        .. TextCollections.Documents, "Über the naïve café, 3.5 km", "snake case and kebab-case", "dog dog dog dog fox",
        "the the the", "zwölf Boxkämpfer jagen", "it's a DOG's life",
    ];

    [LiteFact]
    public void Lite_answers_as_the_engine()
    {
        using var lite = ServiceBackend.Of(Peer.Lite);
        using var engine = new Engine();
        lite.Client.DropCollection(new DropCollectionRequest { CollectionName = _name });
        try
        {
            var theirs = Story(lite.Client);
            var ours = Story(engine.Client);
            var known = KnownDifferences.Of(Peer.Lite.Name, "text");
            var differing = ours.Where(step => theirs[step.Key] != step.Value).ToArray();
            var unlisted = differing
                .Where(step => !known.Contains(step.Key))
                .Select(step => $"{step.Key}\n  engine {step.Value}\n  Lite   {theirs[step.Key]}")
                .ToArray();
            Assert.True(unlisted.Length == 0, string.Join('\n', unlisted));
            known.ExceptWith(differing.Select(step => step.Key));
            Assert.True(known.Count == 0, "no longer different: " + string.Join(", ", known));
        }
        finally
        {
            lite.Client.DropCollection(new DropCollectionRequest { CollectionName = _name });
        }
    }

    private static Dictionary<string, string> Story(MilvusService.MilvusServiceClient client)
    {
        var story = new Dictionary<string, string>(StringComparer.Ordinal);
        TextCollections.CreateLoaded(
            client,
            _name,
            """{"tokenizer": "standard", "filter": ["lowercase"]}""",
            ("params", """{"bm25_k1": 1.2, "bm25_b": 0.75}"""));
        TextCollections.Insert(client, _name, 0, _texts);
        foreach (var query in new[] { "quick fox", "the", "dog", "DOG fox", "naïve", "nothing zebra", "case", "s", "" })
        {
            story[$"search {query}"] = Hits(TextCollections.Search(client, _name, query));
            story[$"search {query} where g is 0"] = Hits(TextCollections.Search(client, _name, query, filter: "g == 0"));
        }

        story["search two at once"] = Hits(
            Requests.Search(
                client,
                _name,
                "s",
                "BM25",
                2,
                [ByteString.CopyFromUtf8("fox"), ByteString.CopyFromUtf8("life")],
                PlaceholderType.VarChar));
        story["search by a vector"] = Hits(client, "BM25", Data.SparseBytes((1, 1f)), PlaceholderType.SparseFloatVector);
        story["search by another metric"] = Hits(client, "IP", ByteString.CopyFromUtf8("dog"), PlaceholderType.VarChar);
        foreach (
            var filter in new[]
            {
                "text_match(t, 'quick dog')",
                "TEXT_MATCH(t, \"FOX\")",
                "text_match(t, 'café')",
                "not text_match(t, 'the')",
                "text_match(t, '')",
                "text_match(t, 'km') or g == 1",
                "text_match(t, 'a', minimum_should_match=2)",
                "phrase_match(t, 'lazy dog')",
                "text_match(g, 'a')",
                "text_match(t, 'kebab-case')",
                "text_match(t, 'snake')",
            })
        {
            story[filter] = Keys(client, filter);
        }

        story["insert the output"] = Failed(
            Requests
                .Insert(client, _name, 1, Data.Longs("id", 99), Data.Texts("t", "x"), Data.Longs("g", 1), Data.Sparse("s", [(1, 1f)]))
                .Status);
        story["read the output"] = Failed(Requests.Query(client, _name, "id == 0", ["s"]).Status);
        Engine.Ok(client.Delete(new DeleteRequest { CollectionName = _name, Expr = "id == 0" }));
        story["search after a delete"] = Hits(TextCollections.Search(client, _name, "quick fox"));
        story["text_match after a delete"] = Keys(client, "text_match(t, 'fox')");
        return story;
    }

    /// <summary>Keys with absolute scores, because Lite returns them negated; hits of equal score in the order of their keys.</summary>
    private static string Hits(SearchResults results)
    {
        if (results.Status.Code != 0)
        {
            return "error";
        }

        var ids = results.Results.Ids?.IntId?.Data ?? [];
        return string.Join(' ', results.Results.Topks) + ": " + string.Join(' ', ids.Zip(results.Results.Scores)
            .Select(hit => (hit.First, Score: Math.Round(Math.Abs(hit.Second), 4)))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.First)
            .Select(hit => string.Create(CultureInfo.InvariantCulture, $"{hit.First}={hit.Score}")));
    }

    private static string Hits(MilvusService.MilvusServiceClient client, string metric, ByteString query, PlaceholderType type) =>
        Hits(Requests.Search(client, _name, "s", metric, 3, [query], type));

    private static string Keys(MilvusService.MilvusServiceClient client, string filter)
    {
        var answer = Requests.Query(client, _name, filter, ["id"]);
        return answer.Status.Code != 0
            ? "error"
            : string.Join(
                ' ',
                answer.FieldsData.FirstOrDefault(data => data.FieldName == "id")?.Scalars.LongData.Data.Order() ?? Enumerable.Empty<long>()
            );
    }

    private static string Failed(Status status) => status.Code == 0 ? "done" : "error";
}

namespace Milvus.Tests.FullText;

using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Embedded;

/// <summary>Text searches in hybrid searches, and partial upserts of rows with texts.</summary>
public sealed class HybridTextTests
{
    private static Engine Filled()
    {
        var engine = new Engine();
        TextCollections.CreateLoaded(engine, "c");
        TextCollections.Insert(engine.Client, "c", 0, TextCollections.Documents);
        return engine;
    }

    private static SearchRequest Searching(string text) =>
        Requests.ToSearch("c", "s", "BM25", 10, [ByteString.CopyFromUtf8(text)], PlaceholderType.VarChar);

    [Fact]
    public void HybridText_two_texts_are_fused_by_their_ranks()
    {
        using var engine = Filled();
        var request = new HybridSearchRequest
        {
            CollectionName = "c",
            Requests = { Searching("lazy dog"), Searching("brown") },
            OutputFields = { "t" },
        };
        request.RankParams.AddRange(Requests.Pairs([("strategy", "rrf"), ("params", """{"k": 60}"""), ("limit", "3")]));
        var results = Engine.Ok(engine.Client.HybridSearch(request)).Results;
        // The dogs have ranks 1 and 2 for the first text; the fox with key 0 is the only hit of the second.
        Assert.Equal([0, 1, 2], results.Ids.IntId.Data);
        Assert.Equal([1f / 61, 1f / 61, 1f / 62], results.Scores);
        Assert.Equal(
            [TextCollections.Documents[0], TextCollections.Documents[1], TextCollections.Documents[2]],
            results.FieldsData.Single().Scalars.StringData.Data);
    }

    [Fact]
    public void HybridText_partial_upsert_keeps_the_text_or_takes_up_a_new_one()
    {
        using var engine = Filled();
        Status Upserted(params FieldData[] data)
        {
            var request = new UpsertRequest { CollectionName = "c", NumRows = 1, PartialUpdate = true };
            request.FieldsData.AddRange(data);
            return engine.Client.Upsert(request).Status;
        }

        Assert.Equal(0, Upserted(Data.Longs("id", 3), Data.Longs("g", 7)).Code);
        Assert.Equal([3], Found("nothing"));
        Assert.Equal(0, Upserted(Data.Longs("id", 3), Data.Texts("t", "a zebra")).Code);
        Assert.Empty(Found("nothing"));
        Assert.Equal([3], Found("zebra"));
        Assert.Equal([3], engine.Keys("c", "g == 7 and text_match(t, 'zebra')"));

        IEnumerable<long> Found(string text) => Engine.Ok(TextCollections.Search(engine.Client, "c", text)).Results.Ids.IntId?.Data ?? [];
    }
}

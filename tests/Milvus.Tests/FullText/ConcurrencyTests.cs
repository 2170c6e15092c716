namespace Milvus.Tests.FullText;

using Milvus.Tests.Embedded;

/// <summary>Searches and filters by text while rows are inserted and deleted.</summary>
public sealed class ConcurrencyTests
{
    private const int Batches = 60;
    private const int BatchRows = 50;

    [Fact]
    [Failure("P3")]
    public async Task Concurrency_readers_see_whole_batches_and_their_own_statistics()
    {
        using var engine = new Engine();
        TextCollections.CreateLoaded(engine, "c");
        var writing = Task.Run(() =>
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                var number = batch;
                TextCollections.Insert(
                    engine.Client,
                    "c",
                    batch * BatchRows,
                    [.. Enumerable.Range(0, BatchRows).Select(row => $"common word{row} batch{number}")]);
            }
        });
        var readers = Enumerable
            .Range(0, 3)
            .Select(reader =>
                Task.Run(() =>
                {
                    do
                    {
                        var rows = engine.Count("c", "text_match(t, 'common')");
                        Assert.Equal(0, rows % BatchRows);
                        Assert.True(engine.Count("c", "phrase_match(t, 'common word7')") * BatchRows >= rows);
                        var scores = Engine.Ok(TextCollections.Search(engine.Client, "c", "common", top: 5)).Results.Scores;
                        // Every text has the term and three other words, so the IDF is ln(1 + 0.5 / (n + 0.5)), where n is the number of
                        // rows of whole batches.
                        Assert.All(
                            scores.Select(score => (0.5 / (Math.Exp(score) - 1) - 0.5) / BatchRows),
                            batches => Assert.Equal(Math.Round(batches), batches, 0.02));
                    } while (!writing.IsCompleted);
                }))
            .ToArray();
        await Task.WhenAll([writing, .. readers]);
        Assert.Equal(Batches * BatchRows, engine.Count("c", "text_match(t, 'common')"));
        Assert.Equal(BatchRows, engine.Count("c", "text_match(t, 'batch9')"));
    }
}

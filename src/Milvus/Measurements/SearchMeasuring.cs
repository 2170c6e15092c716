using System.Diagnostics;
using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Measurements;

/// <summary>Measures searches of a vector field: chooses queries among its rows, finds their nearest rows, and runs the searches.</summary>
/// <param name="client">The client.</param>
/// <param name="call">The database.</param>
/// <param name="collection">The collection.</param>
/// <param name="field">The vector field.</param>
/// <param name="index">Its index.</param>
/// <param name="rows">The filter and the partitions of the rows.</param>
internal sealed class SearchMeasuring(
    MilvusClient client,
    CallContext call,
    Collection collection,
    Field field,
    Index index,
    QueryRequest rows)
{
    // Three megabytes of vectors of 768 dimensions.
    private const int VectorPage = 1_000;

    private readonly ScoreComparison _comparison = Choose(collection, field, index);

    /// <summary>The number of rows with which the queries were compared.</summary>
    internal long Rows { get; private set; }

    /// <summary>Chooses rows at random, and finds the nearest rows of each by comparing all rows.</summary>
    internal async Task<IReadOnlyList<SampledQuery>> ChooseAsync(
        int count,
        int limit,
        int seed,
        IProgress<WaitProgress> progress,
        CancellationToken token)
    {
        var (keys, total) = await KeySample.ChooseAsync(client, call, collection, rows, count, seed, progress, token).ConfigureAwait(false);
        var queries = new List<SampledQuery>();
        await foreach (var page in ReadVectorsAsync(KeySample.Read(rows, keys, field.Name), token).ConfigureAwait(false))
        {
            queries.AddRange(page.Select(row => new SampledQuery(row.Key, row.Vector, row.Prepared, limit)));
        }

        await foreach (var page in ReadVectorsAsync(rows with { OutputFields = [field.Name], PageSize = VectorPage }, token)
            .ConfigureAwait(false))
        {
            Parallel.ForEach(queries, query => page.ForEach(row => query.Compare(row.Key, row.Prepared, _comparison)));
            Rows += page.Count;
            progress.Report(WaitProgress.OfRows(Rows, total, suffix: " compared"));
        }

        return [.. queries.Where(query => query.Found > 0)];
    }

    /// <summary>Runs the queries with a setting, one after the other.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="done">Receives the number of finished queries.</param>
    /// <param name="token">Cancels the searches.</param>
    internal async Task<SearchMeasurement> MeasureAsync(
        IReadOnlyList<SampledQuery> queries,
        IReadOnlyDictionary<string, object?> setting,
        Action<int> done,
        CancellationToken token)
    {
        // The first search with a setting pays for what later ones find ready.
        await SearchAsync(queries[0], setting, token).ConfigureAwait(false);
        var recall = 0.0;
        var times = new List<TimeSpan>();
        foreach (var query in queries)
        {
            var started = Stopwatch.GetTimestamp();
            var hits = await SearchAsync(query, setting, token).ConfigureAwait(false);
            times.Add(Stopwatch.GetElapsedTime(started));
            recall += query.MeasureRecall(hits, _comparison);
            done(times.Count);
        }

        var total = times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);
        times.Sort();
        return new SearchMeasurement
        {
            Collection = collection.Name,
            Field = field.Name,
            IndexType = index.IndexType,
            MetricType = index.MetricType,
            Setting = new SortedDictionary<string, object?>(setting.ToDictionary(), StringComparer.Ordinal),
            Recall = recall / queries.Count,
            P50 = FindPercentile(times, 50),
            P95 = FindPercentile(times, 95),
            QueriesPerSecond = queries.Count / total.TotalSeconds,
            QueryCount = queries.Count,
            Limit = queries[0].Count,
            RowCount = Rows,
        };
    }

    private static ScoreComparison Choose(Collection collection, Field field, Index index) =>
        ScoreComparison.Find(index.MetricType, field.Type) ?? throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"Searches of {collection.Name}.{field.Name} cannot be measured: only the server can compare rows by {index.MetricType}.")
        {
            Field = field.Name,
        };

    private static TimeSpan FindPercentile(List<TimeSpan> sorted, int percent) =>
        sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)];

    // A row finds itself, so one more hit is requested.
    private Task<IReadOnlyList<SearchHit>> SearchAsync(
        SampledQuery query,
        IReadOnlyDictionary<string, object?> setting,
        CancellationToken token) => client.SearchAsync(
            call,
            collection.Name,
            new VectorQuery
            {
                Vectors = [query.Vector],
                Field = field.Name,
                Limit = query.Count + 1,
                Filter = rows.Filter,
                FilterParameters = rows.FilterParameters,
                Partitions = rows.Partitions,
                OutputFields = [collection.PrimaryKey!.Name],
                Parameters = setting,
            },
            token);

    // Rows without a vector, or whose vector has no score, are left out.
    private async IAsyncEnumerable<List<(object Key, object Vector, object Prepared)>> ReadVectorsAsync(
        QueryRequest request,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        var key = collection.PrimaryKey!.Name;
        await foreach (var page in client.QueryAsync(call, collection.Name, request, token).ConfigureAwait(false))
        {
            var read = new List<(object, object, object)>();
            for (var row = 0; row < page.Count; row++)
            {
                var values = page.GetRow(row).ToList();
                var vector = values.Find(pair => pair.Key == field.Name).Value;
                if (_comparison.Prepare(vector) is { } prepared)
                {
                    read.Add((values.Find(pair => pair.Key == key).Value!, vector!, prepared));
                }
            }

            yield return read;
        }
    }
}

using System.Globalization;
using Google.Protobuf;
using Milvus.Core.Calls;
using Milvus.Protocol;
using Milvus.Testing.Inputs;
using Milvus.Tests.Client;
using Milvus.Tests.Reliability.Values;
using Xunit.Abstractions;
using QueryRequest = Milvus.Core.Calls.QueryRequest;

namespace Milvus.Tests.Reliability.Network;

/// <summary>
/// Answers of a server with changed bytes: they are read, or are an error of ours. MILVUS_FUZZED_ANSWERS is their number, by default 600.
/// </summary>
public sealed class AnswerFuzzTests(ITestOutputHelper output) : FakeServerTest
{
    private static readonly string? _number = Environment.GetEnvironmentVariable("MILVUS_FUZZED_ANSWERS");
    private static readonly int _answers = int.Parse(_number ?? "600", CultureInfo.InvariantCulture);

    [Fact]
    [Failure("N19", "S12")]
    public async Task AnswerFuzz_changed_answer_is_read_or_is_an_error_of_the_module()
    {
        var seed = _number is null ? 1 : Environment.TickCount;
        var (random, watch) = (new Random(seed), new InputWatch(isAlone: _number is not null));
        var (searched, queried) = (CreateSearchAnswer().ToByteArray(), CreateQueryAnswer().ToByteArray());
        var (hits, rows) = (new SearchResults(), new QueryResults());
        Log.On<SearchRequest, SearchResults>("Search", _ => hits);
        Log.On<Protocol.QueryRequest, QueryResults>("Query", _ => rows);
        for (var number = 0; number < _answers; number += 2)
        {
            hits = Change(SearchResults.Parser, searched, random, answer => answer.Status = new());
            rows = Change(QueryResults.Parser, queried, random, answer => answer.Status = new());
            await watch.TryCallAsync(() => $"seed {seed}, answer {number}", SearchAsync);
            await watch.TryCallAsync(() => $"seed {seed}, answer {number + 1}", QueryAsync);
        }

        output.WriteLine($"seed {seed}: {watch.Summary}");
        Assert.True(watch.Counts is { Taken: > 0, Refused: > 0 }, watch.Summary);
    }

    private async Task SearchAsync()
    {
        var hits = await Client.SearchAsync(
            Call, "docs", new VectorQuery { Vectors = [new float[2], new float[2]], OutputFields = ["*"] }, default);
        Assert.NotNull(string.Concat(hits.Select(hit => $"{hit.Id}{hit.Score}{hit.Entity}")));
    }

    private async Task QueryAsync()
    {
        await foreach (var page in Client.QueryAsync(Call, "docs", new QueryRequest { Filter = "id > 0", First = 2 }, default))
        {
            Assert.NotNull(string.Concat(Enumerable.Range(0, page.Count).SelectMany(row => page.GetRow(row))));
            break;
        }
    }

    /// <summary>Changes, removes or repeats some bytes until the message can be parsed.</summary>
    private static T Change<T>(MessageParser<T> parser, byte[] bytes, Random random, Action<T> afterwards)
        where T : IMessage<T>
    {
        while (true)
        {
            List<byte> changed = [.. bytes];
            for (var left = random.Next(1, 4); left > 0; left--)
            {
                var at = random.Next(changed.Count);
                switch (random.Next(4))
                {
                    case 0:
                        changed.RemoveAt(at);
                        break;
                    case 1:
                        changed.Insert(at, (byte)random.Next(256));
                        break;
                    default:
                        changed[at] ^= (byte)(1 << random.Next(8));
                        break;
                }
            }

            try
            {
                var message = parser.ParseFrom([.. changed]);
                afterwards(message);
                return message;
            }
            catch (InvalidProtocolBufferException)
            {
                // gRPC refuses such an answer before the client sees it.
            }
        }
    }

    private static SearchResults CreateSearchAnswer() => new()
    {
        Results = new SearchResultData
        {
            NumQueries = 2,
            TopK = 2,
            Scores = { 1, 2, 3 },
            Topks = { 2, 1 },
            Ids = new IDs { IntId = new LongArray { Data = { 100, 101, 102 } } },
            FieldsData = { Columns(3) },
        },
    };

    private static QueryResults CreateQueryAnswer() => new() { FieldsData = { Columns(3) } };

    private static IEnumerable<FieldData> Columns(int rows)
    {
        long[] keys = [.. Enumerable.Range(1, rows).Select(key => (long)key)];
        yield return Embedded.Data.Longs("id", keys);
        yield return Embedded.Data.Vectors("vector", 2, [.. Enumerable.Range(0, 2 * rows).Select(value => (float)value)]);
        yield return Embedded.Data.Texts("text", [.. keys.Select(key => $"text {key}")]);
        yield return Embedded.Data.Json("json", [.. keys.Select(key => $"{{\"a\":[{key},null]}}")]);
        yield return Embedded.Data.Bools("bool", [.. keys.Select(key => key > 1)]);
        yield return Embedded.Data.Doubles("double", [.. keys.Select(key => key / 3.0)]);
        yield return Embedded.Data.Sparse("sparse", [.. keys.Select(key => new[] { ((uint)key, 1f) })]);
        yield return Embedded.Data.Bytes("half", Protocol.DataType.Float16Vector, 2, new byte[4 * rows]);
        yield return Embedded.Data.Dynamic([.. keys.Select(key => $"{{\"more\":{key}}}")]);
    }
}

using System.Globalization;
using System.Numerics;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Testing.Inputs;
using Xunit.Abstractions;

namespace Milvus.Tests.Reliability.Values;

/// <summary>
/// Generated rows, vectors and names go through client and engine: they are taken or are an error of the module. MILVUS_GENERATED_INPUTS is
/// their number, by default 300.
/// </summary>
public sealed class GeneratedInputTests(ITestOutputHelper output)
{
    private static readonly string? _number = Environment.GetEnvironmentVariable("MILVUS_GENERATED_INPUTS");
    private static readonly int _count = int.Parse(_number ?? "300", CultureInfo.InvariantCulture);

    private static readonly Collection _collection = new()
    {
        Name = "rows",
        EnableDynamicField = true,
        Field =
        [
            new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
            new Field { Name = "bool", Type = DataType.Bool, Nullable = true },
            new Field { Name = "int8", Type = DataType.Int8, Nullable = true },
            new Field { Name = "int32", Type = DataType.Int32, Nullable = true },
            new Field { Name = "float", Type = DataType.Float, Nullable = true },
            new Field { Name = "double", Type = DataType.Double, Nullable = true },
            new Field { Name = "text", Type = DataType.VarChar, MaxLength = 100, Nullable = true },
            new Field { Name = "json", Type = DataType.Json, Nullable = true },
            new Field { Name = "array", Type = DataType.Array, ElementType = DataType.Int32, MaxCapacity = 5, Nullable = true },
            new Field { Name = "vector", Type = DataType.FloatVector, Dimension = 2 },
            new Field { Name = "half", Type = DataType.Float16Vector, Dimension = 2 },
            new Field { Name = "sparse", Type = DataType.SparseFloatVector },
        ],
    };

    [Fact]
    [Failure("V1", "V2", "V4", "V6")]
    public async Task GeneratedInput_row_is_stored_or_refused_with_an_error_of_the_module()
    {
        await using var client = await OpenAsync();
        await client.CreateCollectionAsync(CallContext.Default, _collection, default);
        var schema = await client.GetSchemaAsync(CallContext.Default, "rows", default);
        var (random, watch) = Begin();
        for (var i = 0; i < _count; i++)
        {
            var row = CreateRow(random, i);
            await watch.TryCallAsync(() => string.Join(", ", row.Select(pair => $"{pair.Key} = {pair.Value}")), async () =>
            {
                var batch = new RowBatch(schema);
                batch.Add(row);
                await client.InsertAsync(CallContext.Default, "rows", null, batch, default);
            });
            if (i % 5000 == 4999)
            {
                // The rows would fill the memory.
                await client.DropCollectionAsync(CallContext.Default, "rows", default);
                await client.CreateCollectionAsync(CallContext.Default, _collection, default);
                schema = await client.GetSchemaAsync(CallContext.Default, "rows", default);
            }
        }

        End("rows", watch);
    }

    [Fact]
    [Failure("V1", "V2")]
    public async Task GeneratedInput_vector_of_a_search_has_hits_or_is_an_error_of_the_module()
    {
        await using var client = await OpenAsync();
        await client.CreateCollectionAsync(
            CallContext.Default,
            new Collection
            {
                Name = "v",
                Field =
                [
                    new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
                    new Field { Name = "vector", Type = DataType.FloatVector, Dimension = 2 },
                ],
            },
            default);
        await client.CreateIndexAsync(
            CallContext.Default, "v", new IndexParameter { Field = "vector", IndexType = "FLAT", MetricType = "COSINE" }, default);
        await client.LoadCollectionAsync(CallContext.Default, "v", new LoadOptions(), default);
        var batch = new RowBatch(await client.GetSchemaAsync(CallContext.Default, "v", default));
        batch.Add([new("id", 1L), new("vector", new[] { 1f, 2f })]);
        await client.InsertAsync(CallContext.Default, "v", null, batch, default);
        var (random, watch) = Begin();
        for (var i = 0; i < _count; i++)
        {
            var vector = random.Next(4) == 0 ? CreateValue(random, 2) ?? "" : CreateVector(random);
            await watch.TryCallAsync(() => $"{vector}", async () => Assert.NotNull(await client.SearchAsync(
                CallContext.Default, "v", new VectorQuery { Vectors = [vector], Limit = 1 }, default)));
        }

        End("vectors", watch);
    }

    [Fact]
    [Failure("V7")]
    public async Task GeneratedInput_name_is_taken_or_refused_with_an_error_of_the_module()
    {
        await using var client = await OpenAsync();
        var (random, watch) = Begin();
        for (var i = 0; i < _count; i++)
        {
            var name = CreateText(random, random.Next(50) == 0 ? 300 : 6);
            await watch.TryCallAsync(() => $"'{name}'", async () =>
            {
                var field = new Field { Name = random.Next(2) == 0 ? name : "id", Type = DataType.Int64, PrimaryKey = true };
                var vector = new Field { Name = "vector", Type = DataType.FloatVector, Dimension = 2 };
                await client.CreateCollectionAsync(
                    CallContext.Default, new Collection { Name = name, Field = [field, vector] }, default);
                await client.DropCollectionAsync(CallContext.Default, name, default);
            });
        }

        End("names", watch);
    }

    private static Task<MilvusClient> OpenAsync() =>
        MilvusClient.ConnectAsync(new ConnectOptions { InMemory = true }, CallContext.Default, default);

    private static (Random Random, InputWatch Watch) Begin() =>
        (new Random(_number is null ? 1 : Environment.TickCount), new InputWatch(isAlone: _number is not null));

    private void End(string what, InputWatch watch)
    {
        output.WriteLine($"{what}: {watch.Summary}");
        Assert.True(watch.Counts is { Taken: > 0, Refused: > 0 }, watch.Summary);
    }

    /// <summary>A row of which some values do not fit.</summary>
    private static List<KeyValuePair<string, object?>> CreateRow(Random random, int key)
    {
        var row = new List<KeyValuePair<string, object?>> { new("id", random.Next(10) == 0 ? CreateValue(random, 2) : (long)key) };
        foreach (var field in _collection.Field.Skip(1).Where(field => field.Nullable))
        {
            if (random.Next(4) == 0)
            {
                row.Add(new(field.Name, CreateValue(random, 3)));
            }
        }

        row.Add(new("vector", random.Next(3) == 0 ? CreateVector(random) : new[] { 1f, 2f }));
        row.Add(new("half", random.Next(6) == 0 ? CreateVector(random) : new[] { 1f, 2f }));
        row.Add(new("sparse", random.Next(6) == 0 ? CreateValue(random, 3) : new Dictionary<long, float> { [5] = 1 }));
        if (random.Next(3) == 0)
        {
            row.Add(new(CreateText(random, 5), CreateValue(random, 3)));
        }

        return row;
    }

    private static object CreateVector(Random random)
    {
        var length = random.Next(4) == 0 ? random.Next(4) : 2;
        return random.Next(4) switch
        {
            0 => Enumerable.Range(0, length).Select(_ => CreateValue(random, 0)).ToArray(),
            1 => Enumerable.Range(0, length).Select(_ => BitConverter.Int32BitsToSingle(random.Next())).ToArray(),
            2 => Enumerable.Range(0, length).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64())).ToArray(),
            _ => "[" + string.Join(',', Enumerable.Range(0, length).Select(_ => CreateText(random, 2))) + "]",
        };
    }

    private static object? CreateValue(Random random, int depth) => random.Next(depth == 0 ? 14 : 18) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(-200, 200),
        3 => random.NextInt64(long.MinValue, long.MaxValue),
        4 => (ulong)random.NextInt64() * 2,
        5 => BitConverter.Int64BitsToDouble(random.NextInt64()),
        6 => BitConverter.Int32BitsToSingle(random.Next()),
        7 => random.Next(2) == 0 ? double.NaN : double.NegativeInfinity,
        8 => new decimal(random.Next(), random.Next(), random.Next(), false, (byte)random.Next(29)),
        9 => BigInteger.Pow(random.Next(2, 100), random.Next(50)),
        10 => new DateTime(random.NextInt64(DateTime.MaxValue.Ticks)),
        11 => (Half)random.NextDouble(),
        12 => CreateText(random, 12),
        13 => random.Next(2) == 0 ? 'x' : (object)Guid.Empty,
        14 => Enumerable.Range(0, random.Next(8)).Select(_ => CreateValue(random, depth - 1)).ToArray(),
        15 => Enumerable.Range(0, random.Next(4)).ToDictionary(i => CreateText(random, 3) + i, _ => CreateValue(random, depth - 1)),
        16 => new byte[random.Next(9)],
        _ => Enumerable.Range(0, random.Next(4)).Select(i => CreateValue(random, depth - 1)).ToList(),
    };

    /// <summary>Characters that mean something in JSON, filters and numbers, and those that are difficult in Unicode.</summary>
    private static string CreateText(Random random, int length)
    {
        const string Characters = "abcXYZ019_-.eE+{}[]\",:\\/'$% \t\n\0\u202E\uD83D\uDE00\uFFFF\u00E9中";
        return string.Concat(Enumerable.Range(0, random.Next(length + 1)).Select(_ => Characters[random.Next(Characters.Length)]));
    }
}

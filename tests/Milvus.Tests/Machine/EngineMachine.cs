using System.Globalization;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Machine;

/// <summary>
/// A database file and a dictionary that execute the same steps. Each step is recorded, so that a failure can be reproduced.
/// </summary>
internal sealed partial class EngineMachine : IDisposable
{
    private const string Collection = "machine";
    private const int Dim = 8;
    private const int MostRows = 3000;

    private readonly Random _random;
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<long, ModelRow> _rows = [];
    private readonly List<string> _partitions = ["_default"];
    private Engine _engine;
    private string _path;
    private string _indexType = "FLAT";
    private long _nextKey;
    private int _files;

    public EngineMachine(int seed)
    {
        _random = new Random(seed);
        _path = NewPath();
        _engine = new Engine(_path);
        Engine.Ok(_engine.Create(Collection, [Key(), Vector(dim: Dim), Field("n", Protocol.DataType.Int64), Text("t")]));
        CreateIndex();
        Engine.Ok(_engine.Load(Collection));
    }

    /// <summary>The executed steps, in order.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>The number of steps of each kind.</summary>
    public Dictionary<string, int> Taken { get; } = [];

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    /// <summary>Executes a random step, and compares the database with the dictionary.</summary>
    public void Step()
    {
        (int Weight, string Name, Action Take)[] steps =
        [
            (8, "insert", Insert),
            (6, "upsert", Upsert),
            (3, "partial upsert", PartialUpsert),
            (4, "delete", Delete),
            (2, "delete by filter", DeleteByFilter),
            (1, "flush", Flush),
            (2, "compact", Compact),
            (1, "compact and write", CompactAndWrite),
            (2, "index", ChangeIndex),
            (1, "partition", ChangePartitions),
            (1, "release", ReleaseAndLoad),
            (2, "reopen", Reopen),
            (2, "crash", Crash),
            (1, "truncate", Truncate),
        ];
        var at = _random.Next(steps.Sum(step => step.Weight));
        var chosen = steps.First(step => (at -= step.Weight) < 0);
        if (chosen.Name == "truncate" && _random.Next(4) != 0)
        {
            chosen = steps[0];
        }

        Steps.Add(chosen.Name);
        chosen.Take();
        Taken[chosen.Name] = Taken.GetValueOrDefault(chosen.Name) + 1;
        Check();
    }

    private void Insert()
    {
        if (_rows.Count > MostRows)
        {
            Delete();
            return;
        }

        var partition = _partitions[_random.Next(_partitions.Count)];
        var rows = Enumerable
            .Range(0, _random.Next(5) == 0 ? _random.Next(1, 600) : _random.Next(1, 40))
            .ToDictionary(_ => _nextKey++, _ => NewRow(partition));
        var request = new InsertRequest
        {
            CollectionName = Collection,
            PartitionName = partition,
            NumRows = (uint)rows.Count,
        };
        request.FieldsData.AddRange(Columns(rows));
        Engine.Ok(_engine.Client.Insert(request));
        Keep(rows);
    }

    private void Upsert()
    {
        var rows = Keys(20).Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => _nextKey++)).Distinct()
            .ToDictionary(key => key, key => NewRow(_rows.GetValueOrDefault(key)?.Partition ?? "_default"));
        foreach (var group in rows.GroupBy(row => row.Value.Partition))
        {
            var request = new UpsertRequest { CollectionName = Collection, PartitionName = group.Key, NumRows = (uint)group.Count() };
            request.FieldsData.AddRange(Columns(group.ToDictionary()));
            Engine.Ok(_engine.Client.Upsert(request));
        }

        Keep(rows);
    }

    /// <summary>Changes only the number of existing rows; their other fields and their partition stay.</summary>
    private void PartialUpsert()
    {
        var number = _random.Next(1000);
        foreach (var keys in Keys(10).GroupBy(key => _rows[key].Partition).ToArray())
        {
            var request = new UpsertRequest
            {
                CollectionName = Collection,
                PartitionName = keys.Key,
                NumRows = (uint)keys.Count(),
                PartialUpdate = true,
            };
            request.FieldsData.AddRange([Longs("id", [.. keys]), Longs("n", [.. keys.Select(_ => (long)number)])]);
            Engine.Ok(_engine.Client.Upsert(request));
            foreach (var key in keys)
            {
                _rows[key] = _rows[key] with { Number = number };
            }
        }
    }

    private void Delete()
    {
        var keys = Keys(60);
        Engine.Ok(_engine.Delete(Collection, $"id in [{string.Join(',', keys.Append(long.MaxValue))}]"));
        foreach (var key in keys)
        {
            _rows.Remove(key);
        }
    }

    private void DeleteByFilter()
    {
        var rest = _random.Next(9);
        Engine.Ok(_engine.Delete(Collection, string.Create(CultureInfo.InvariantCulture, $"n % 9 == {rest} and t like \"a%\"")));
        foreach (
            var key in _rows.Where(row => row.Value.Number % 9 == rest && row.Value.Word.StartsWith('a')).Select(row => row.Key).ToArray())
        {
            _rows.Remove(key);
        }
    }

    private void Truncate()
    {
        Engine.Ok(_engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = Collection }));
        _rows.Clear();
    }

    private void Keep(Dictionary<long, ModelRow> rows)
    {
        foreach (var (key, row) in rows)
        {
            _rows[key] = row;
        }
    }

    private ModelRow NewRow(string partition) =>
        new(
            _random.Next(1000),
            $"{(char)('a' + _random.Next(4))}{_random.Next(100)}",
            [.. Enumerable.Range(0, Dim).Select(_ => (float)_random.NextDouble())],
            partition);

    private long[] Keys(int most) => [.. _rows.Keys.OrderBy(_ => _random.Next()).Take(_random.Next(most + 1))];

    private static FieldData[] Columns(Dictionary<long, ModelRow> rows) =>
        [
            Longs("id", [.. rows.Keys]),
            Longs("n", [.. rows.Values.Select(row => row.Number)]),
            Texts("t", [.. rows.Values.Select(row => row.Word)]),
            Vectors("v", Dim, [.. rows.Values.SelectMany(row => row.Vector)]),
        ];
}

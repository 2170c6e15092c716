using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Transfers;
using Milvus.Values;

namespace Milvus.Commands.Entities;

/// <summary>
/// Compares rows of files with those of the collection, by their keys. A key that the files have several times is compared with its last
/// row
/// in an upsert.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="call">The database and the time limit.</param>
/// <param name="schema">The collection.</param>
/// <param name="keysOnly">Whether only the keys are compared.</param>
internal sealed class ImportCheck(MilvusClient client, CallContext call, Collection schema, bool keysOnly)
{
    private const int RowsAtATime = 1000;

    private readonly Dictionary<object, DifferenceKind> _differences = [];
    private RowBatch _rows = new(schema, forUpsert: true, EntityReader.Unwrap);

    /// <summary>The number of rows that were compared.</summary>
    internal long Compared { get; private set; }

    /// <summary>The rows that differ.</summary>
    internal IReadOnlyList<RowDifference> Differences => [.. _differences.Select(pair => new RowDifference(pair.Value, pair.Key, null))];

    internal bool IsFull => _rows.Count >= RowsAtATime;

    /// <summary>Adds a row of a file; false if it does not fit, so that it was not imported either.</summary>
    internal bool TryAdd(Func<IReadOnlyList<KeyValuePair<string, object?>>> read)
    {
        try
        {
            _rows.Add(read());
            return true;
        }
        catch (MilvusException)
        {
            return false;
        }
    }

    /// <summary>Reads the keys of the added rows from the server, and compares.</summary>
    internal async Task CompareAsync(CancellationToken token)
    {
        var rows = _rows;
        _rows = new RowBatch(schema, forUpsert: true, EntityReader.Unwrap);
        if (rows.Count == 0)
        {
            return;
        }

        var digester = new RowDigester(SelectFields(rows), keysOnly);
        var expected = digester.Hash(rows);
        var found = new Dictionary<object, List<UInt128>>();
        object[] keys = [.. Enumerable.Range(0, rows.Count).Select(row => rows.GetKey(row)!)];
        var request = new QueryRequest { Ids = [.. keys.Distinct()], ConsistencyLevel = "Strong" };
        await foreach (var page in client.QueryAsync(call, schema.Name, request, token).ConfigureAwait(false))
        {
            var hashes = digester.Hash(page);
            for (var row = 0; row < page.Count; row++)
            {
                var key = page.GetKey(row);
                if (!found.TryGetValue(key, out var same))
                {
                    found.Add(key, same = []);
                }

                same.Add(hashes[row]);
            }
        }

        for (var row = 0; row < keys.Length; row++)
        {
            Compare(keys[row], expected[row], found.GetValueOrDefault(keys[row]));
        }

        Compared += keys.Length;
    }

    private void Compare(object key, UInt128 expected, List<UInt128>? found)
    {
        if (found is null)
        {
            _differences[key] = DifferenceKind.Missing;
        }
        else if (found.Count > 1)
        {
            _differences[key] = DifferenceKind.Doubled;
        }
        else if (found[0] != expected)
        {
            _differences[key] = DifferenceKind.Changed;
        }
        else
        {
            _differences.Remove(key);
        }
    }

    // The server puts the default value where a row has none.
    private Collection SelectFields(RowBatch rows)
    {
        var left = rows.Columns
            .Where(column => column.Field.DefaultValue is not null && column.Valid is not null)
            .Select(column => column.Field.Name)
            .ToHashSet(StringComparer.Ordinal);
        return left.Count == 0 ? schema : new Collection
        {
            Name = schema.Name,
            Field =
            [
                .. schema.Field.Select(field =>
                    left.Contains(field.Name) ? new Field { Name = field.Name, IsFunctionOutput = true } : field),
            ],
            EnableDynamicField = schema.EnableDynamicField,
        };
    }
}

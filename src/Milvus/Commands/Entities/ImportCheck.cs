using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Transfers;
using Milvus.Values;

namespace Milvus.Commands.Entities;

/// <summary>
/// Compares rows of files with those of the collection, by their keys. A key that the files have several times is compared with its last
/// row in an upsert. A read returns a key once although the row is there twice, so doubled rows are found by counting.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="call">The database and the time limit.</param>
/// <param name="schema">The collection.</param>
/// <param name="partition">The partition that the rows went to; null if none was specified.</param>
/// <param name="keysOnly">Whether only the keys are compared.</param>
internal sealed class ImportCheck(MilvusClient client, CallContext call, Collection schema, string? partition, bool keysOnly)
{
    private const int RowsAtATime = 1000;

    private readonly Dictionary<object, DifferenceKind> _differences = [];

    // All rows are sent before the first is compared, so all reads can be of the same time.
    private readonly TransferSide _target = new(client, call, schema, RowsAtATime);
    private int _doubled;
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
        object[] keys = [.. Enumerable.Range(0, rows.Count).Select(row => rows.GetKey(row)!)];
        var found = new Dictionary<object, UInt128>();
        var doubled = new HashSet<object>();
        foreach (var group in KeyGroup.Divide(schema.PrimaryKey!, keys))
        {
            await ReadAsync(group, digester, found, doubled, token).ConfigureAwait(false);
        }

        for (var row = 0; row < keys.Length; row++)
        {
            var key = keys[row];
            Compare(key, expected[row], found.TryGetValue(key, out var hash) ? hash : null, doubled.Contains(key));
        }

        Compared += keys.Length;
    }

    private async Task ReadAsync(
        KeyGroup group,
        RowDigester digester,
        Dictionary<object, UInt128> found,
        HashSet<object> doubled,
        CancellationToken token)
    {
        await _target.ContinueAsync(token).ConfigureAwait(false);
        var since = _target.Since;
        var request = new QueryRequest
        {
            Ids = group.IsPrefix ? null : group.Keys,
            Filter = group.IsPrefix ? group.Filter : null,
            Partitions = partition is null ? null : [partition],
            OutputFields = keysOnly ? [schema.PrimaryKey!.Name] : null,
            PageSize = RowsAtATime,
            ConsistencyLevel = since > 0 ? "Customized" : "Strong",
            GuaranteeTimestamp = since > 0 ? since : null,
        };
        var read = new HashSet<object>();
        await foreach (var page in client.QueryAsync(call, schema.Name, request, token).ConfigureAwait(false))
        {
            var hashes = digester.Hash(page);
            for (var row = 0; row < page.Count; row++)
            {
                var key = page.GetKey(row);
                found[key] = hashes[row];
                if (!read.Add(key))
                {
                    doubled.Add(key);
                }
            }
        }

        // Each doubled key needs several counts, and some are enough for the error.
        if (_doubled < DoubledRows.MaxFound)
        {
            doubled.UnionWith(
                await DoubledRows
                    .FindAsync(schema.PrimaryKey!, group, read, filter => _target.CountMatchesAsync(filter, partition, token))
                    .ConfigureAwait(false));
        }
    }

    private void Compare(object key, UInt128 expected, UInt128? found, bool isDoubled)
    {
        if (found is null)
        {
            _differences[key] = DifferenceKind.Missing;
        }
        else if (isDoubled)
        {
            _doubled++;
            _differences[key] = DifferenceKind.Doubled;
        }
        else if (found != expected)
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

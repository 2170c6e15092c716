using System.Globalization;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>
/// Inserts the rows of the parts of a backup. A part that an earlier run has begun is inserted again without doubling rows.
/// </summary>
internal sealed class RestoreRows(
    MilvusClient client,
    string folder,
    RestoreItem item,
    Collection schema,
    bool makesKeys,
    TransferLedger ledger,
    RestoreSettings settings)
{
    private long _rows;

    /// <summary>Inserts all parts that are not done.</summary>
    /// <param name="load">Makes the collection readable, if rows must be removed first.</param>
    /// <param name="token">Stops the restore.</param>
    /// <returns>The number of rows that the server has acknowledged in all runs.</returns>
    internal async Task<long> RunAsync(Func<Task> load, CancellationToken token)
    {
        var ranges = PartRanges.Of(item.Manifest, schema.PrimaryKey!);
        for (var i = 0; i < ranges.Count; i++)
        {
            var part = item.Manifest.Parts[i];
            var unit = ledger.FindUnit(part.File);
            if (unit is not { State: >= UnitState.Acknowledged })
            {
                if (unit?.Facts.Find(CollectionRestore.Clear) is true)
                {
                    await load().ConfigureAwait(false);
                    await ClearAsync(ranges[i], token).ConfigureAwait(false);
                }

                await InsertAsync(part, again: unit is { State: UnitState.Sent }, token).ConfigureAwait(false);
            }
            else
            {
                _rows += part.Rows;
            }
        }

        return _rows;
    }

    private async Task InsertAsync(ManifestPart part, bool again, CancellationToken token)
    {
        ledger.RecordUnit(part.File, UnitState.Sent);
        var key = schema.PrimaryKey!;
        var without = makesKeys ? key.Name : null;
        var upsert = again && !makesKeys && !key.AutoId;
        var options = new RowWrite { Partition = part.Partition };
        var acknowledged = 0L;
        using var batches = new PartReader(BackupPaths.Resolve(folder, part.File), schema, upsert: upsert)
            .Read(without, token)
            .GetEnumerator();
        while (await Task.Run(batches.MoveNext, token).ConfigureAwait(false))
        {
            var batch = batches.Current;
            if (again && !makesKeys && key.AutoId)
            {
                // An upsert would give the rows new keys.
                await DeleteAsync([.. Enumerable.Range(0, batch.Count).Select(row => batch.GetKey(row)!)], part.Partition, token)
                    .ConfigureAwait(false);
            }

            var answer = await client.InsertAsync(item.Call, schema.Name, options, batch, token).ConfigureAwait(false);
            acknowledged += upsert ? answer.UpsertCount : answer.InsertCount;
            settings.Report(item, _rows + acknowledged);
        }

        if (acknowledged != part.Rows)
        {
            throw new MilvusException(
                MilvusErrorId.TransferMismatch,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{part.File} has {Counts.ToText(part.Rows, "row")}, but the server acknowledged {acknowledged:N0}."));
        }

        _rows += acknowledged;
        ledger.RecordUnit(
            part.File, UnitState.Acknowledged, new LedgerFacts { { "acknowledged", acknowledged }, { CollectionRestore.Clear, false } });
    }

    // All rows of the range go, also those that the backup does not have.
    private async Task ClearAsync(TransferRange range, CancellationToken token)
    {
        await foreach (var page in range.ReadAsync(client, item.Call, schema, keysOnly: true, token).ConfigureAwait(false))
        {
            await DeleteAsync([.. page.OwnKeys], range.Partition, token).ConfigureAwait(false);
        }
    }

    private Task DeleteAsync(IReadOnlyList<object> keys, string? partition, CancellationToken token) =>
        client.DeleteAsync(item.Call, schema.Name, new RowWrite { Partition = partition }, keys, null, null, token);
}

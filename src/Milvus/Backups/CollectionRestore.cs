using Milvus.Client;
using Milvus.Commands.Schemas.Building;
using Milvus.Core.Calls;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>Restores a collection: schema, partitions, rows, indexes, load state, aliases. The ledger has what is done.</summary>
internal sealed class CollectionRestore(
    MilvusClient client,
    string folder,
    RestoreItem item,
    CollectionReplacement replacement,
    RestoreTarget target,
    TransferLedger ledger,
    RestoreSettings settings)
{
    /// <summary>The fact of a part whose range is emptied before it is inserted again, because a verification found a difference.</summary>
    internal const string Clear = "clear";

    private readonly CollectionBuilding _building = new(client, item.Call, item.Blueprint, settings.Display);

    private RecordedCreation Creation => new(client, item.Call, item.Blueprint, _building, ledger, item.FinalPlace);

    /// <summary>Whether the server gives the rows new keys.</summary>
    private bool MakesKeys => ServerKeys.AreMade(item.Blueprint.Collection, settings.NewKey);

    /// <exception cref="MilvusException">A step failed; the same command continues.</exception>
    internal async Task<TransferResult> RunAsync(CancellationToken token)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        RestoredRows rows = default!;
        await _building.RunAsync(async () =>
        {
            var earlier = await replacement.FindPlacedAsync(token).ConfigureAwait(false);
            if (earlier is not null)
            {
                item.Call.Warnings.Enqueue(CollectionReplacement.DescribeEarlier(item.FinalPlace));
            }

            rows = earlier is not null ? RestoredRows.Read(earlier) : await FillAsync(token).ConfigureAwait(false);
            if (replacement.IsPlanned)
            {
                replacement.RecordVerified(rows.ToFacts());
                await replacement.SwitchAsync(rows.IsLoaded, LoadAsync, token).ConfigureAwait(false);
            }

            await target.AddAliasesAsync(item, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        var made = await BestEffort.ReadBackAsync(
            item.Call,
            $"Collection {item.FinalName} is restored",
            item.Blueprint.Collection,
            () => CollectionReader.ReadAsync(client, item.Call, item.FinalName, token)).ConfigureAwait(false);
        made.RowCount = rows.Acknowledged;
        return new TransferResult
        {
            Source = $"{folder}: {item.SourceDatabase}/{item.Manifest.Name}",
            Target = item.FinalPlace,
            RowsRead = item.Manifest.Rows,
            RowsSent = item.Manifest.Rows,
            RowsAcknowledged = rows.Acknowledged,
            RowsCounted = rows.Counted,
            RowsCompared = rows.Compared,
            Verified = rows.Verified,
            Duration = clock.Elapsed,
            LedgerPath = ledger.Path,
            Collection = made,
            Database = item.Database,
        };

        Task LoadAsync() =>
            new CollectionBuilding(client, item.Call, item.Blueprint.Rename(item.FinalName), settings.Display).LoadAsync(token);
    }

    private async Task<RestoredRows> FillAsync(CancellationToken token)
    {
        var schema = await client.DescribeCollectionAsync(item.Call, item.Name, token).ConfigureAwait(false);
        var rows = new RestoreRows(client, folder, item, schema, MakesKeys, ledger, settings);
        var acknowledged = await rows.RunAsync(() => BuildAsync(token), token).ConfigureAwait(false);
        _building.Note($"{RowCounts.ToText(acknowledged)} in it");
        return await FinishAsync(schema, acknowledged, token).ConfigureAwait(false);
    }

    /// <summary>
    /// Creates the collection with its indexes, or continues with the one of the ledger. So the server refuses an index before a row is
    /// sent.
    /// </summary>
    /// <exception cref="MilvusException">The server refuses the collection or an index, or another collection has its name.</exception>
    internal async Task CreateAsync(CancellationToken token)
    {
        if (await replacement.FindPlacedAsync(token).ConfigureAwait(false) is null
            && !await TryContinueAsync(token).ConfigureAwait(false))
        {
            await Creation.CreateAsync(client.CanLoad(item.Blueprint), begun: null, token).ConfigureAwait(false);
            await _building.AddIndexesAsync(token).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the collection of the ledger, which has no rows yet.</summary>
    /// <returns>Whether nothing is left; false for a collection that was created, but could not be recorded.</returns>
    /// <exception cref="MilvusException">It cannot be removed.</exception>
    internal async Task<bool> TryUndoAsync(CancellationToken token)
    {
        if (Creation.IsCreated && await Creation.TryContinueAsync(token).ConfigureAwait(false))
        {
            await client.DropCollectionAsync(item.Call, item.Name, token).ConfigureAwait(false);
            _building.Forget();
        }

        return _building.IsEmpty;
    }

    private async Task<bool> TryContinueAsync(CancellationToken token)
    {
        var creation = Creation;
        if (creation.IsCreated)
        {
            var exists = await creation.TryContinueAsync(token).ConfigureAwait(false);
            if (exists && !(MakesKeys && HasUnfinishedPart()))
            {
                return true;
            }

            // The collection is gone, or has rows with new keys, which cannot be found again.
            ForgetParts();
            if (exists)
            {
                await target.DropAsync(item, token).ConfigureAwait(false);
                _building.Forget();
            }
        }

        return false;
    }

    private bool HasUnfinishedPart() =>
        item.Manifest.Parts.Any(part => ledger.FindUnit(part.File) is { State: UnitState.Sent or UnitState.Planned });

    private void ForgetParts()
    {
        foreach (var part in item.Manifest.Parts.Where(part => ledger.FindUnit(part.File) is not null))
        {
            ledger.RecordUnit(part.File, UnitState.Planned, new LedgerFacts { { Clear, false } });
        }
    }

    // Both steps do nothing if an earlier run has done them.
    private async Task BuildAsync(CancellationToken token)
    {
        await _building.AddIndexesAsync(token).ConfigureAwait(false);
        await _building.LoadAsync(token).ConfigureAwait(false);
    }

    /// <summary>Adds the indexes, verifies the rows, and gives the collection the load state of the backup.</summary>
    private async Task<RestoredRows> FinishAsync(Collection schema, long acknowledged, CancellationToken token)
    {
        await _building.AddIndexesAsync(token).ConfigureAwait(false);
        var unverified = new RestoredRows(acknowledged, null, null, TransferVerification.None, IsLoaded: false);
        var stays = item.Manifest.LoadState is null or "Loaded";
        var verifies = settings.Verify != TransferVerification.None;
        if (!stays && !verifies)
        {
            return unverified;
        }

        if (!client.CanLoad(item.Blueprint))
        {
            item.Call.Warnings.Enqueue(
                $"{item.FinalPlace} is not loaded and not verified, because a vector field has no index in the backup.");
            return unverified;
        }

        await _building.LoadAsync(token).ConfigureAwait(false);
        var check = new RestoreCheck(client, folder, item, schema, ledger, settings, MakesKeys);
        if (verifies)
        {
            await check.RunAsync(token).ConfigureAwait(false);
        }

        if (!stays)
        {
            await client.ReleaseCollectionAsync(item.Call, item.Name, token).ConfigureAwait(false);
        }

        return new(acknowledged, check.Counted, check.Compared, settings.Verify, stays);
    }
}

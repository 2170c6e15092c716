using System.Globalization;
using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Commands.Schemas.Building;
using Milvus.Conversions;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Pipeline;
using Milvus.Transfers;

namespace Milvus.DesiredState;

/// <summary>
/// Replaces a collection by one with another schema, which gets its rows. The old one stays as it is until the new one has all rows, is
/// verified and loaded. A failure before that takes everything back.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls in the database of the collection.</param>
/// <param name="connection">The connection.</param>
/// <param name="wait">Waits for calls.</param>
/// <param name="ledgerPath">The file of the ledger.</param>
internal sealed class CollectionRebuild(
    MilvusClient client, CallContext call, MilvusConnection connection, ConversionWait wait, string ledgerPath)
{
    private const int BatchSize = 5_000;

    private string Place => $"{connection.Label}/{call.Database ?? connection.Database}";

    /// <summary>Replaces the collection.</summary>
    /// <param name="old">The collection with its partitions and indexes.</param>
    /// <param name="wanted">The new one, with the same name.</param>
    /// <param name="isEmpty">Whether the old one has no rows, so that it need not be loaded.</param>
    /// <param name="display">Shows the progress.</param>
    /// <exception cref="MilvusException">Rows do not fit, or a call failed. The old collection is as it was.</exception>
    internal void Run(CollectionBlueprint old, CollectionBlueprint wanted, bool isEmpty, WaitDisplay display)
    {
        var name = old.Collection.Name;
        var plan = new TransferPlan(
            "conversion",
            ("source", $"{Place}/{name}"),
            (ConversionPlace.TargetFact, $"{Place}/{name}"),
            ("the id of the source", old.Collection.Id.ToString(CultureInfo.InvariantCulture)),
            ("the digest of the new schema", SchemaDigest.Compute(wanted)));
        var isSwitching = false;
        try
        {
            using var ledger = TransferLedger.Open(ledgerPath, plan, discard: true);
            if (isEmpty)
            {
                wait.Run(async token =>
                {
                    await ReplaceEmptyAsync(wanted, ledger, display, () => isSwitching = true, token).ConfigureAwait(false);
                    return true;
                });
            }
            else
            {
                Fill(old, wanted, ledger, display, () => isSwitching = true);
            }

            ledger.Complete();
        }
        catch (MilvusException failure) when (!isSwitching)
        {
            wait.Run(token => TakeBackAsync(name, token));
            throw failure.With($"{name} stays as it is, because it could not be replaced: {failure.Message}");
        }
    }

    /// <summary>Takes back what an interrupted replacement has left: its new collection, and the other name of the old one.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="token">Cancels the calls.</param>
    /// <returns>Whether there was one.</returns>
    internal async Task<bool> TakeBackAsync(string name, CancellationToken token)
    {
        var content = LedgerFile.Read(ledgerPath);
        if (content.Plan is not { } plan
            || !await CollectionReplacement
                .UndoAsync(client, content, (ConversionPlace.TargetFact, $"{Place}/{name}"), _ => call, token)
                .ConfigureAwait(false))
        {
            return false;
        }

        using var ledger = TransferLedger.Open(ledgerPath, plan, discard: true);
        ledger.Complete();
        return true;
    }

    private async Task ReplaceEmptyAsync(
        CollectionBlueprint wanted, TransferLedger ledger, WaitDisplay display, Action switching, CancellationToken token)
    {
        var name = wanted.Collection.Name;
        var isLoaded = await client.GetLoadStateAsync(call, name, token).ConfigureAwait(false) == "Loaded";
        var replacement = new CollectionReplacement(client, call, call.Database ?? connection.Database, name, ledger)
        {
            // A row that was written since the plan is in the collection that is set aside. It gets its name back.
            CheckSetAside = async old =>
            {
                await CheckEmptyAsync(name, old, display, token).ConfigureAwait(false);
                switching();
            },
            CheckBeforeDrop = old => CheckLastAsync(name, old, ledger, display, token),
        };
        await replacement.PlanAsync(token).ConfigureAwait(false);
        var building = new CollectionBuilding(client, call, wanted.Rename(replacement.FillName), display);
        await building.CreateAsync(token).ConfigureAwait(false);
        await building.AddIndexesAsync(token).ConfigureAwait(false);
        if (isLoaded)
        {
            await building.LoadAsync(token).ConfigureAwait(false);
        }

        await CheckEmptyAsync(name, name, display, token).ConfigureAwait(false);
        var final = new CollectionBuilding(client, call, wanted, display);
        await replacement.SwitchAsync(isLoaded, () => final.LoadAsync(token), token).ConfigureAwait(false);
    }

    // A row that came by an alias, or by a call that was under way, stays in the old collection, which is then not dropped.
    private async Task CheckLastAsync(string name, string old, TransferLedger ledger, WaitDisplay display, CancellationToken token)
    {
        if (await CountAsync(old, display, token).ConfigureAwait(false) == 0)
        {
            return;
        }

        ledger.Complete();
        throw new MilvusException(
            MilvusErrorId.TransferMismatch,
            $"{name} is replaced, but rows were written to the old collection meanwhile. It is kept as {old}.")
        {
            RecommendedAction = $"Write the rows again to {name}: Get-MilvusEntity {old} reads them. Then remove {old}.",
        };
    }

    private async Task CheckEmptyAsync(string name, string stored, WaitDisplay display, CancellationToken token)
    {
        if (await CountAsync(stored, display, token).ConfigureAwait(false) > 0)
        {
            throw new MilvusException(MilvusErrorId.TransferMismatch, $"{name} was empty, but it has rows now.")
            {
                RecommendedAction = $"Load it with Mount-MilvusCollection {name}, and repeat the command, which moves the rows.",
            };
        }
    }

    // Milvus counts rows that are not loaded only after a flush. Milvus Lite releases a collection that is renamed.
    private async Task<long> CountAsync(string name, WaitDisplay display, CancellationToken token)
    {
        var isLoaded = await client.GetLoadStateAsync(call, name, token).ConfigureAwait(false) == "Loaded";
        if (!isLoaded && !client.Has(ServerFeature.CompleteStatistics))
        {
            var flush = await client.StartFlushAsync(call, name, token).ConfigureAwait(false);
            await client.WaitForFlushAsync(call, flush, display, token).ConfigureAwait(false);
        }

        return isLoaded
            ? await client.CountAllAsync(call, name, token).ConfigureAwait(false)
            : await client.GetRowCountAsync(call, name, token).ConfigureAwait(false);
    }

    private void Fill(CollectionBlueprint old, CollectionBlueprint wanted, TransferLedger ledger, WaitDisplay display, Action switching)
    {
        var place = new ConversionPlace(client, call, call.Database ?? connection.Database, ledgerPath);
        var made = wait.Run(token => ConversionTarget.OpenAsync(place, wanted, ledger, replaces: true, display, token));
        var target = wait.Run(token => made.CreateAsync(() => { }, token));
        var transform = new RowTransform(null, old.Collection, target, connection)
        {
            AdviceWithoutScript = "Change these rows or the file. Convert-MilvusCollection -Transform makes the rows of another schema.",
        };
        var fill = new ConversionFill(client, call, old.Collection, target, transform, wait, new ConversionLedger(ledger), BatchSize);
        made.RecordVerified(new ConversionPasses(client, call, old, target, fill, ledger, wait).Run(TransferVerification.Count));
        switching();
        wait.Run(async token =>
        {
            await made.TakePlaceAsync(target, token).ConfigureAwait(false);
            return true;
        });
    }
}

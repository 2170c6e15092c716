using Milvus.Access;
using Milvus.Client;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>Restores the chosen collections of a backup, and its users and roles.</summary>
internal sealed class RestoreRun(
    MilvusClient client,
    string folder,
    IReadOnlyList<RestoreItem> items,
    IReadOnlyList<(ManifestDatabase Database, string Target)> databases,
    RestoreTarget target,
    RestoreSettings settings)
{
    /// <summary>The fact of a plan that names the server.</summary>
    internal const string TargetFact = "the target";

    private const string RestoringRbac = "restoring users and roles";

    /// <summary>Restores what is left.</summary>
    /// <param name="ledgerPath">The file of the ledger.</param>
    /// <param name="plan">The restore.</param>
    /// <param name="label">The server.</param>
    /// <param name="rbac">The users and roles; null to leave them out.</param>
    /// <param name="token">Stops the restore.</param>
    /// <exception cref="MilvusException">A step failed; the same command continues.</exception>
    internal async Task<(IReadOnlyList<TransferResult> Results, RbacRestore? Rbac)> RunAsync(
        string ledgerPath, TransferPlan plan, string label, RbacRestoring? rbac, CancellationToken token)
    {
        if (settings.Force
            && await CollectionReplacement
                .UndoAsync(client, LedgerFile.Read(ledgerPath), (TargetFact, label), target.GetCall, token)
                .ConfigureAwait(false))
        {
            await target.ReadAsync(items, token).ConfigureAwait(false);
        }

        using var ledger = TransferLedger.Open(ledgerPath, plan, discard: settings.Force);
        foreach (var item in target.Existing.Where(_ => settings.Force))
        {
            await Replace(item, ledger).PlanAsync(token).ConfigureAwait(false);
        }

        var restores = items.Select(item => Restore(item, ledger)).ToList();
        await CreateAsync(restores, ledger, token).ConfigureAwait(false);
        var results = new List<TransferResult>();
        foreach (var (item, restore) in items.Zip(restores))
        {
            var result = await restore.RunAsync(token).ConfigureAwait(false);
            result.Target = $"{label}/{item.Place}";
            results.Add(result);
        }

        RbacRestore? restored = null;
        if (rbac is not null)
        {
            // Its differences were shown and confirmed before. In a continued restore, those are its own incomplete changes.
            var isContinued = ledger.FindStep(RestoringRbac) is not null;
            ledger.RecordStep(RestoringRbac);
            restored = await rbac.ApplyAsync(settings.Force || isContinued, token).ConfigureAwait(false);
        }

        ledger.Complete();
        return (results, restored);
    }

    // All definitions come before the first row, so what the server refuses leaves nothing behind.
    private async Task CreateAsync(IReadOnlyList<CollectionRestore> restores, TransferLedger ledger, CancellationToken token)
    {
        try
        {
            foreach (var (database, name) in databases)
            {
                await target.CreateDatabaseAsync(name, database.Properties, token).ConfigureAwait(false);
            }

            foreach (var restore in restores)
            {
                await restore.CreateAsync(token).ConfigureAwait(false);
            }
        }
        catch (MilvusException failure) when (!failure.OutcomeUnknown && ledger.Units.Count == 0)
        {
            if (!await TryUndoAsync(restores, token).ConfigureAwait(false))
            {
                throw;
            }

            ledger.Complete();
            throw failure.With($"Nothing was restored: {failure.Message}");
        }
    }

    // The server may be gone, or the user may create what he may not drop. Then the ledger stays, and the same command continues.
    private async Task<bool> TryUndoAsync(IReadOnlyList<CollectionRestore> restores, CancellationToken token)
    {
        try
        {
            foreach (var restore in restores)
            {
                if (!await restore.TryUndoAsync(token).ConfigureAwait(false))
                {
                    return false;
                }
            }

            await target.DropCreatedDatabasesAsync(token).ConfigureAwait(false);
            return true;
        }
        catch (MilvusException)
        {
            return false;
        }
    }

    private CollectionRestore Restore(RestoreItem item, TransferLedger ledger)
    {
        var replacement = Replace(item, ledger);
        return new(client, folder, item.FillAs(replacement.FillName), replacement, target, ledger, settings);
    }

    private CollectionReplacement Replace(RestoreItem item, TransferLedger ledger) =>
        new(client, item.Call, item.Database, item.FinalName, ledger);
}

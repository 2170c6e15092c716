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

        var results = new List<TransferResult>();
        try
        {
            foreach (var (database, name) in databases)
            {
                await target.CreateDatabaseAsync(name, database.Properties, token).ConfigureAwait(false);
            }
        }
        catch (MilvusException failure) when (!ledger.IsContinued && !failure.OutcomeUnknown)
        {
            // No collection has begun, so another command must not find a ledger.
            ledger.Complete();
            throw;
        }

        foreach (var item in items)
        {
            var replacement = Replace(item, ledger);
            var work = item.FillAs(replacement.FillName);
            var restore = new CollectionRestore(client, folder, work, replacement, target, ledger, settings);
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

    private CollectionReplacement Replace(RestoreItem item, TransferLedger ledger) =>
        new(client, item.Call, item.Database, item.FinalName, ledger);
}

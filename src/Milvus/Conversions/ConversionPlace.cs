using Milvus.Client;
using Milvus.Commands.Schemas.Building;
using Milvus.Core.Calls;
using Milvus.Transfers;

namespace Milvus.Conversions;

/// <summary>Where the old and the new collection of a conversion are, and their ledger.</summary>
/// <param name="Client">The server.</param>
/// <param name="Call">Calls in the database.</param>
/// <param name="Database">The database.</param>
/// <param name="LedgerPath">The file of the ledger.</param>
internal sealed record ConversionPlace(MilvusClient Client, CallContext Call, string Database, string LedgerPath)
{
    internal const string TargetFact = "target";

    /// <summary>Opens the ledger. One whose new collection is gone is begun again, for example that of an in-memory database.</summary>
    /// <param name="plan">The conversion.</param>
    /// <param name="name">The new collection.</param>
    /// <param name="target">Its place and name, as the ledger has it.</param>
    /// <param name="force">Whether an unfinished conversion is discarded.</param>
    /// <param name="token">Stops it.</param>
    internal async Task<TransferLedger> OpenLedgerAsync(TransferPlan plan, string name, string target, bool force, CancellationToken token)
    {
        if (force)
        {
            await CollectionReplacement
                .UndoAsync(Client, LedgerFile.Read(LedgerPath), (TargetFact, target), _ => Call, token)
                .ConfigureAwait(false);
        }

        var ledger = TransferLedger.Open(LedgerPath, plan, force);
        try
        {
            if (!RecordedCreation.IsCreatedIn(ledger)
                || await HasFilledAsync(name, ledger, token).ConfigureAwait(false))
            {
                return ledger;
            }

            ledger.Dispose();
            return TransferLedger.Open(LedgerPath, plan, discard: true);
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>The replacement of a collection by another one of its name.</summary>
    internal CollectionReplacement Replace(string name, TransferLedger ledger) => new(Client, Call, Database, name, ledger);

    // After the switch, the new collection has its final name.
    private async Task<bool> HasFilledAsync(string name, TransferLedger ledger, CancellationToken token) =>
        await Client.HasCollectionAsync(Call, Replace(name, ledger).FillName, token).ConfigureAwait(false)
        || await Client.HasCollectionAsync(Call, name, token).ConfigureAwait(false);
}

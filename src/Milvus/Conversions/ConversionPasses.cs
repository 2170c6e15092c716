using System.Diagnostics;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Transfers;

namespace Milvus.Conversions;

/// <summary>
/// Fills the new collection of a rebuild and verifies it. Rows that change meanwhile are converted in further passes, until a pass finds no
/// change.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls in the database of the collections.</param>
/// <param name="old">The old collection.</param>
/// <param name="target">The new one.</param>
/// <param name="fill">Converts the rows.</param>
/// <param name="ledger">The ledger, which has a verification that failed.</param>
/// <param name="wait">Waits for calls.</param>
internal sealed class ConversionPasses(
    MilvusClient client,
    CallContext call,
    CollectionBlueprint old,
    Collection target,
    ConversionFill fill,
    TransferLedger ledger,
    ConversionWait wait)
{
    // Passes over a small collection take milliseconds, so their number alone would give up too early; those over a large one take minutes,
    // so the time alone would.
    private const int MinPasses = 20;
    private static readonly TimeSpan _minTime = TimeSpan.FromMinutes(1);

    private readonly Stopwatch _clock = new();
    private int _passes;

    /// <summary>Runs the passes.</summary>
    /// <param name="level">How the new collection is verified.</param>
    /// <returns>What the verification has counted and compared.</returns>
    /// <exception cref="MilvusException">The rows change faster than they are converted, or the new collection is not right.</exception>
    internal LedgerFacts Run(TransferVerification level)
    {
        fill.Fill();
        var check = new ConversionCheck(client, call, target, fill);
        CatchUp();
        fill.CheckNotEmpty();
        Verify(check, level);
        if (level != TransferVerification.None)
        {
            fill.WarnOfDoubledKeys();
        }

        // The verification takes time. The switch follows a pass without changes at once.
        while (fill.CatchUp() > 0)
        {
            CatchUp();
            Verify(check, level);
        }

        var result = new LedgerFacts();
        result.AddVerified(check.Counted, check.Compared);
        return result;
    }

    private void Verify(ConversionCheck check, TransferVerification level) => wait.Run(async token =>
    {
        await FailedVerification.RunAsync(ledger, string.Empty, level, () => check.RunAsync(level, token)).ConfigureAwait(false);
        return true;
    });

    private void CatchUp()
    {
        do
        {
            _clock.Start();
            if (++_passes > MinPasses && _clock.Elapsed > _minTime)
            {
                throw new MilvusException(
                    MilvusErrorId.TransferMismatch,
                    $"The rows of {old.Collection.Name} change faster than they are converted, so the aliases were not moved. "
                        + $"{target.Name} stays.")
                {
                    RecommendedAction = "Repeat the same command when fewer rows change; it continues.",
                };
            }
        }
        while (fill.CatchUp() > 0);
    }
}

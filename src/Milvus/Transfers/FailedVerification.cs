namespace Milvus.Transfers;

/// <summary>
/// A verification that has failed, as the ledger of its transfer has it. If the same command cannot repair the rows, a weaker verification
/// must not hide what a stronger one has found.
/// </summary>
internal static class FailedVerification
{
    private const string Step = "verification failed";
    private const string LevelFact = "level";
    private const string MessageFact = "message";
    private const string ActionFact = "action";

    /// <summary>Runs a verification, and records its failure.</summary>
    /// <param name="ledger">The ledger of the transfer.</param>
    /// <param name="target">The collection, if the ledger has several; otherwise an empty text.</param>
    /// <param name="level">The level of this run.</param>
    /// <param name="verify">Verifies the rows.</param>
    /// <exception cref="MilvusException">Rows differ, or a stronger verification has failed before.</exception>
    internal static async Task RunAsync(TransferLedger ledger, string target, TransferVerification level, Func<Task> verify)
    {
        Check(ledger.FindStep, target, level);
        try
        {
            await verify().ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.TransferMismatch)
        {
            Record(ledger, target, level, failure);
            throw;
        }

        Clear(ledger, target);
    }

    /// <summary>Repeats the error of an earlier run if this one verifies less.</summary>
    /// <param name="findStep">Finds a step of the ledger.</param>
    /// <param name="target">The collection, if the ledger has several; otherwise an empty text.</param>
    /// <param name="level">The level of this run.</param>
    /// <exception cref="MilvusException">A stronger verification has failed before.</exception>
    internal static void Check(Func<string, LedgerFacts?> findStep, string target, TransferVerification level)
    {
        if (findStep(NameOf(target)) is not { } facts
            || !Enum.TryParse(facts.GetText(LevelFact), out TransferVerification failed)
            || level >= failed)
        {
            return;
        }

        throw new MilvusException(
            MilvusErrorId.TransferMismatch, $"An earlier run with -Verify {failed} has found: {facts.GetText(MessageFact)}")
        {
            RecommendedAction =
                $"{facts.GetText(ActionFact)} -Verify {failed} compares the rows again, and -Force begins again.".TrimStart(),
        };
    }

    /// <summary>Records that a verification has failed.</summary>
    internal static void Record(TransferLedger ledger, string target, TransferVerification level, MilvusException failure) =>
        ledger.RecordStep(NameOf(target), new LedgerFacts
        {
            { LevelFact, level.ToString() },
            { MessageFact, failure.Message },
            { ActionFact, failure.RecommendedAction ?? string.Empty },
        });

    private static void Clear(TransferLedger ledger, string target)
    {
        if (ledger.FindStep(NameOf(target)) is { } facts && facts.Find(LevelFact) is not null)
        {
            ledger.RecordStep(NameOf(target));
        }
    }

    private static string NameOf(string target) => target.Length == 0 ? Step : $"{Step} {target}";
}

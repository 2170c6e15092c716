using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>The rows of a collection that is restored, as its ledger has them.</summary>
/// <param name="Acknowledged">The number of rows that the server has acknowledged.</param>
/// <param name="Counted">The number of rows that were counted; null if they were not counted.</param>
/// <param name="Compared">The number of rows that were compared; null if they were not compared.</param>
/// <param name="Verified">The verification.</param>
/// <param name="IsLoaded">Whether the collection is loaded.</param>
internal sealed record RestoredRows(long Acknowledged, long? Counted, long? Compared, TransferVerification Verified, bool IsLoaded)
{
    internal static RestoredRows Read(LedgerFacts facts)
    {
        var (counted, compared) = facts.GetVerified();
        return new(
            facts.GetNumber("acknowledged"),
            counted,
            compared,
            Enum.Parse<TransferVerification>(facts.GetText("verified")),
            facts.Find("loaded") is true);
    }

    internal LedgerFacts ToFacts()
    {
        var facts = new LedgerFacts { { "acknowledged", Acknowledged }, { "verified", Verified.ToString() }, { "loaded", IsLoaded } };
        facts.AddVerified(Counted, Compared);
        return facts;
    }
}

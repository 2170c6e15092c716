using Milvus.Core.Schemas;
using Milvus.Transfers;

namespace Milvus.Commands.Schemas.Building;

/// <summary>A copy that was checked. Nothing is changed yet.</summary>
/// <param name="Blueprint">The source, with the partitions to copy.</param>
/// <param name="Partitions">The partitions whose rows are copied; one null for the collection as a whole.</param>
/// <param name="Filter">The filter with its values; null for all rows.</param>
/// <param name="Plan">Identifies the copy.</param>
/// <param name="Recorded">The ledger of an unfinished copy; empty to begin.</param>
/// <param name="Exists">Whether the target exists.</param>
internal sealed record PreparedCopy(
    CollectionBlueprint Blueprint,
    IReadOnlyList<string?> Partitions,
    string? Filter,
    TransferPlan Plan,
    LedgerContent Recorded,
    bool Exists)
{
    /// <summary>Whether an existing collection is dropped first.</summary>
    internal bool IsReplacing => Exists && Recorded.Plan is null;
}

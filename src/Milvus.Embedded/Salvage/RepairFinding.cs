namespace Milvus.Embedded.Salvage;

/// <summary>What a repair kept and lost of one part of a damaged file.</summary>
/// <param name="Part">Collection, Snapshot, Table or Log.</param>
/// <param name="Database">The database of a collection or a snapshot; otherwise empty.</param>
/// <param name="Name">The name of the part.</param>
/// <param name="RowsKept">The number of rows that a query of the new collection finds; null if the part is not a collection.</param>
/// <param name="RowsLost">The number of rows in lost batches, with those that were deleted before; null if it is not known.</param>
/// <param name="Reason">Why something is lost; empty if nothing is.</param>
internal sealed record RepairFinding(string Part, string Database, string Name, long? RowsKept, long? RowsLost, string Reason)
{
    public const string Collection = nameof(Collection);
    public const string Snapshot = nameof(Snapshot);
    public const string Table = nameof(Table);
    public const string Log = nameof(Log);
}

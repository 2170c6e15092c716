namespace Milvus.Embedded.Segments;

/// <summary>Rows in the order of their keys, of one key the newest first. Never changes.</summary>
/// <param name="First">The first row, where the rows lie in the order of their keys.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Rows">The rows, where they do not lie so; null where they do.</param>
internal sealed record KeyRun(int First, int Count, int[]? Rows)
{
    /// <summary>The row at a place of the order.</summary>
    public int this[int place] => Rows is null ? First + place : Rows[place];
}

namespace Milvus.Embedded.Segments;

/// <summary>An immutable run of rows in the order of their keys. Of one key the newest row comes first.</summary>
/// <param name="First">The first row, if the order of the rows is that of their keys.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="Rows">The sorted rows; null if the order of the rows is that of their keys.</param>
internal sealed record KeyRun(int First, int Count, int[]? Rows)
{
    /// <summary>The row at a position of the order.</summary>
    public int this[int place] => Rows is null ? First + place : Rows[place];
}

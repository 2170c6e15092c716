namespace Milvus.Estimates;

/// <summary>How the size of an index type is estimated.</summary>
/// <param name="Text">The formula of the size in memory, in bytes, with n rows, d dimensions, and v bytes of a vector.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Memory">The size in memory.</param>
internal sealed record IndexFormula(string Text, string Source, Func<IndexShape, double> Memory)
{
    /// <summary>The size of what a loaded index reads from the disk.</summary>
    internal Func<IndexShape, double> Disk { get; init; } = _ => 0;
}

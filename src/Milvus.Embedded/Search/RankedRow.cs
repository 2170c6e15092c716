namespace Milvus.Embedded.Search;

/// <summary>A row with the score that is reported for it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Score">Its score.</param>
/// <param name="Element">Which element of the row's array of structs was found; -1 for the row as a whole.</param>
internal readonly record struct RankedRow(int Row, float Score, int Element = -1);

namespace Milvus.Embedded.Search;

/// <summary>A row with the score that is reported for it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Score">The score.</param>
/// <param name="Element">The position of the hit element in the row's array of structs; -1 for the row as a whole.</param>
internal readonly record struct RankedRow(int Row, float Score, int Element = -1);

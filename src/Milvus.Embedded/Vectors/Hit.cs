namespace Milvus.Embedded.Vectors;

/// <summary>A row and its distance; <see cref="DistanceMetrics.ScoreOf"/> makes it the score Milvus reports.</summary>
/// <param name="Row">The row.</param>
/// <param name="Distance">How far it is.</param>
/// <param name="Element">Which vector of the row was hit, where rows have lists of them; -1 for the row as a whole.</param>
internal readonly record struct Hit(int Row, float Distance, int Element = -1);

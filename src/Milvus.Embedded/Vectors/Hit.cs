namespace Milvus.Embedded.Vectors;

/// <summary>A row and its distance; <see cref="DistanceMetrics.ToScore"/> makes it the score Milvus reports.</summary>
/// <param name="Row">The number of the row in its segment.</param>
/// <param name="Distance">The distance; less is nearer.</param>
/// <param name="Element">The position of the hit vector in the row's list of vectors; -1 for the row as a whole.</param>
internal readonly record struct Hit(int Row, float Distance, int Element = -1);

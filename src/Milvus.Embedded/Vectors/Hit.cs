namespace Milvus.Embedded.Vectors;

/// <summary>A row and its distance; <see cref="DistanceMetrics.ScoreOf"/> makes it the score Milvus reports.</summary>
internal readonly record struct Hit(int Row, float Distance);

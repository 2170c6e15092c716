namespace Milvus.Pictures;

/// <summary>A point of a map.</summary>
/// <param name="X">Its place from left to right, from 0 to 1.</param>
/// <param name="Y">Its place from the bottom up, from 0 to 1.</param>
/// <param name="Group">The number of its label.</param>
internal readonly record struct MapPoint(double X, double Y, int Group);

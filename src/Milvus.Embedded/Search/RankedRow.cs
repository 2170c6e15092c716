namespace Milvus.Embedded.Search;

/// <summary>A row with the score that is reported for it.</summary>
internal readonly record struct RankedRow(int Row, float Score);

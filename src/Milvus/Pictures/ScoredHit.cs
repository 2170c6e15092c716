namespace Milvus.Pictures;

/// <summary>What a picture shows of a hit; the texts have no control characters.</summary>
/// <param name="Query">The number of the query.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Id">The key.</param>
/// <param name="Score">The score.</param>
/// <param name="Label">A text of the row; empty for none.</param>
internal sealed record ScoredHit(int Query, int Rank, string Id, double Score, string Label);

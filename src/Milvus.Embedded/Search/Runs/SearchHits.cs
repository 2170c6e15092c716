using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Runs;

/// <summary>The hits of a search before they are written: for each query the best hits, best first, each key once.</summary>
internal sealed record SearchHits(SearchPlan Plan, IReadOnlyList<Hit>[] Found);

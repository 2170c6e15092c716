using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Runs;

/// <summary>What a search found before it is written: for each query the best hits, the best first, each key once.</summary>
internal sealed record SearchHits(SearchPlan Plan, IReadOnlyList<Hit>[] Found);

namespace Milvus.Embedded.Search.Chains;

/// <summary>
/// Keeps the best hits of each value of a field, and of those groups so many, ordered by what the scores in them come to.
/// </summary>
internal sealed class GroupStep(string field, long size, long limit, long offset, Func<IEnumerable<float>, float> scorer) : IChainStep
{
    public ChainFrame Apply(ChainFrame frame) => frame.Pick([.. Enumerable.Range(0, frame.Hits.Count)
        .GroupBy(place => frame.GroupAt(field, place), StringComparer.Ordinal)
        .Select(group => group.OrderByDescending(frame.ScoreAt).Take((int)Math.Min(size, int.MaxValue)).ToArray())
        .OrderByDescending(group => scorer(group.Select(frame.ScoreAt)))
        .Skip((int)Math.Min(offset, int.MaxValue))
        .Take((int)Math.Min(limit, int.MaxValue))
        .SelectMany(group => group)]);
}

namespace Milvus.Embedded.Search.Chains;

/// <summary>
/// Groups hits by the values of a field. It keeps the best hits of each group, and of the groups those with the highest combined scores.
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

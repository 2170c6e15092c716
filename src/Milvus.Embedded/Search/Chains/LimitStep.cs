namespace Milvus.Embedded.Search.Chains;

/// <summary>Keeps a range of the hits of each query.</summary>
internal sealed class LimitStep(long limit, long offset) : IChainStep
{
    public ChainFrame Apply(ChainFrame frame)
    {
        var first = (int)Math.Min(offset, frame.Hits.Count);
        return frame.Pick([.. Enumerable.Range(first, (int)Math.Min(limit, frame.Hits.Count - first))]);
    }
}

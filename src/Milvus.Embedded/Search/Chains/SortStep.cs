namespace Milvus.Embedded.Search.Chains;

/// <summary>Sorts by several columns, the first one first. The sort is stable.</summary>
internal sealed class SortStep(IReadOnlyList<SortKey> keys) : IChainStep
{
    public ChainFrame Apply(ChainFrame frame) => frame.Pick([.. Enumerable.Range(0, frame.Hits.Count)
        .OrderBy(place => place, Comparer<int>.Create((left, right) => Compare(frame, left, right)))]);

    private int Compare(ChainFrame frame, int left, int right)
    {
        foreach (var key in keys)
        {
            var (leftMissing, rightMissing) = (frame.IsMissing(key.Column, left), frame.IsMissing(key.Column, right));
            var order = leftMissing || rightMissing
                ? leftMissing.CompareTo(rightMissing) * (key.MissingFirst ? -1 : 1)
                : frame.Compare(key.Column, left, right) * (key.Descending ? -1 : 1);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}

using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>
/// Chooses neighbours in different directions: algorithm 4 of Malkov and Yashunin, the neighbour selection heuristic. A candidate that is
/// nearer to a chosen neighbour than to the row is skipped, because it is reached through that neighbour. So links also lead out of a
/// cluster.
/// </summary>
internal sealed class NeighborChoice(VectorSpace space)
{
    private readonly List<int> _chosen = [];
    private readonly List<int> _left = [];
    private int[] _result = [];

    /// <param name="candidates">Packed distances to the row, nearest first.</param>
    /// <param name="most">The maximum number of neighbours.</param>
    /// <param name="fill">If fewer are chosen, the nearest skipped ones fill up to this number. Otherwise equal vectors would lose their
    /// links to each other.</param>
    public ReadOnlySpan<int> Choose(ReadOnlySpan<ulong> candidates, int most, int fill)
    {
        _chosen.Clear();
        _left.Clear();
        foreach (var candidate in candidates)
        {
            if (_chosen.Count == most)
            {
                break;
            }

            var row = Candidate.UnpackRow(candidate);
            (LeadsElsewhere(row, Candidate.UnpackDistance(candidate)) ? _chosen : _left).Add(row);
        }

        for (var i = 0; i < _left.Count && _chosen.Count < fill; i++)
        {
            _chosen.Add(_left[i]);
        }

        if (_result.Length < _chosen.Count)
        {
            _result = new int[most];
        }

        _chosen.CopyTo(_result);
        return _result.AsSpan(0, _chosen.Count);
    }

    private bool LeadsElsewhere(int row, float distance)
    {
        foreach (var chosen in _chosen)
        {
            if (space.MeasureDistance(row, chosen) <= distance)
            {
                return false;
            }
        }

        return true;
    }
}

using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>
/// Chooses among candidates the neighbours that lie in different directions: one that is nearer to a neighbour already chosen than to
/// the row is reached through it. So links lead out of a cluster, too.
/// </summary>
internal sealed class NeighborChoice(VectorSpace space)
{
    private readonly List<int> _chosen = [];
    private readonly List<int> _left = [];
    private int[] _result = [];

    /// <param name="candidates">Packed distances to the row, the nearest first.</param>
    /// <param name="most">At most so many are chosen.</param>
    /// <param name="fill">If fewer are, the nearest of the rest fill up to this number; equal vectors would lose each other else.</param>
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

            var row = Near.Row(candidate);
            (LeadsElsewhere(row, Near.Distance(candidate)) ? _chosen : _left).Add(row);
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

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>The rows that a walk has visited. Each walk has a number, so that nothing is cleared between walks.</summary>
internal sealed class VisitedRows
{
    private ushort[] _seenIn = [];
    private ushort _walk;

    /// <summary>Begins a walk over the rows below <paramref name="rows"/>.</summary>
    public void Begin(int rows)
    {
        if (_seenIn.Length < rows)
        {
            _seenIn = new ushort[rows];
            _walk = 0;
        }

        if (++_walk == 0)
        {
            Array.Clear(_seenIn);
            _walk = 1;
        }
    }

    /// <summary>Whether the row is visited for the first time. A row that was added after the walk began counts as visited.</summary>
    public bool Add(int row)
    {
        if ((uint)row >= (uint)_seenIn.Length || _seenIn[row] == _walk)
        {
            return false;
        }

        _seenIn[row] = _walk;
        return true;
    }
}

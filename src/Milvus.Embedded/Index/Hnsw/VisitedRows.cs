namespace Milvus.Embedded.Index.Hnsw;

/// <summary>The rows a walk has seen. Cleared by taking the next number, not by writing.</summary>
internal sealed class VisitedRows
{
    private ushort[] _seenIn = [];
    private ushort _walk;

    /// <summary>Begins a walk over rows below a number.</summary>
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

    /// <summary>Whether the row is seen for the first time. A row that came after the walk began counts as seen.</summary>
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

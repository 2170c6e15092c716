namespace Milvus.Embedded.Segments;

/// <summary>
/// For each search iterator, the number of hits that it returned at the distance of its last hit. The next page begins at that distance,
/// where more rows may follow. An iterator that is not remembered continues after the distance, as iterators of Milvus do.
/// </summary>
internal sealed class IteratorPositions
{
    private const int Remembered = 1024;

    private readonly Dictionary<string, (float Bound, int Given)> _positions = new(StringComparer.Ordinal);
    private readonly Queue<string> _tokens = new();

    /// <summary>The number of hits returned at the bound; 0 if unknown.</summary>
    public int CountReturned(string token, float bound)
    {
        lock (_positions)
        {
            return _positions.TryGetValue(token, out var position) && position.Bound == bound ? position.Given : 0;
        }
    }

    public void Set(string token, float bound, int given)
    {
        lock (_positions)
        {
            if (!_positions.ContainsKey(token))
            {
                _tokens.Enqueue(token);
                if (_tokens.Count > Remembered)
                {
                    _positions.Remove(_tokens.Dequeue());
                }
            }

            _positions[token] = (bound, given);
        }
    }
}

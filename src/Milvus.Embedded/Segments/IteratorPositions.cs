namespace Milvus.Embedded.Segments;

/// <summary>
/// How many hits at the distance of its last one each search iterator was given. Its next page begins at that distance, and there may be
/// more rows just as far away. An iterator that was forgotten goes on past the distance, as every iterator of Milvus does.
/// </summary>
internal sealed class IteratorPositions
{
    private const int Remembered = 1024;

    private readonly Dictionary<string, (float Bound, int Given)> _positions = new(StringComparer.Ordinal);
    private readonly Queue<string> _tokens = new();

    /// <summary>The hits given at the bound; 0 where that is not known.</summary>
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

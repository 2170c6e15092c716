using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Segments;

/// <summary>A dictionary has the newest row of each key; a list has the previous row with the same key.</summary>
internal sealed class KeyIndex<T>(ValueColumn<T> column) : KeyIndex
    where T : notnull
{
    private const int None = -1;

    private readonly Dictionary<T, int> _newest = [];
    private readonly ChunkList<int> _before = new(1);

    public override int Add(int from, int to)
    {
        var known = 0;
        lock (_newest)
        {
            _newest.EnsureCapacity(_newest.Count + to - from);
            for (var row = from; row < to; row++)
            {
                if (_newest.TryAdd(column[row], row))
                {
                    _before.Append(None);
                }
                else
                {
                    _before.Append(_newest[column[row]]);
                    _newest[column[row]] = row;
                    known++;
                }
            }
        }

        return known;
    }

    public override void Find(Column keys, int row, List<int> into)
    {
        lock (_newest)
        {
            if (!_newest.TryGetValue(((ValueColumn<T>)keys)[row], out var found))
            {
                return;
            }

            for (; found != None; found = _before[found])
            {
                into.Add(found);
            }
        }
    }
}

namespace Milvus.Embedded.Columns;

/// <summary>The elements that match a condition in the arrays of some rows.</summary>
/// <param name="starts">The position of the first element of each row, and the end of the last row.</param>
/// <param name="matching">The matching elements, numbered over all rows.</param>
internal sealed class MatchingElements(int[] starts, RowBitmap matching)
{
    /// <summary>The number of elements of a row, given by its position among the rows.</summary>
    public int Length(int place) => starts[place + 1] - starts[place];

    /// <summary>The number of matching elements of a row.</summary>
    public int Count(int place)
    {
        var count = 0;
        for (var at = matching.Next(starts[place]); at >= 0 && at < starts[place + 1]; at = matching.Next(at + 1))
        {
            count++;
        }

        return count;
    }

    /// <summary>Whether any element of a row matches.</summary>
    public bool Any(int place) => matching.Next(starts[place]) is >= 0 and var at && at < starts[place + 1];

    /// <summary>Whether an element of the row matches.</summary>
    public bool Contains(int place, int element) => matching[starts[place] + element];

    /// <summary>The matching elements of a row, in their order.</summary>
    public IEnumerable<int> Of(int place)
    {
        for (var at = matching.Next(starts[place]); at >= 0 && at < starts[place + 1]; at = matching.Next(at + 1))
        {
            yield return at - starts[place];
        }
    }
}

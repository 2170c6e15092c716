namespace Milvus.Embedded.Columns;

/// <summary>Which elements of the arrays of some rows match a condition.</summary>
/// <param name="starts">Where the elements of each row begin, and where those of the last end.</param>
/// <param name="matching">The elements that match, counted over all rows.</param>
internal sealed class MatchingElements(int[] starts, RowBitmap matching)
{
    /// <summary>How many elements the row has, by its place among the rows.</summary>
    public int Length(int place) => starts[place + 1] - starts[place];

    /// <summary>How many of the row's elements match.</summary>
    public int Count(int place)
    {
        var count = 0;
        for (var at = matching.Next(starts[place]); at >= 0 && at < starts[place + 1]; at = matching.Next(at + 1))
        {
            count++;
        }

        return count;
    }

    /// <summary>Whether any of the row's elements matches.</summary>
    public bool Any(int place) => matching.Next(starts[place]) is >= 0 and var at && at < starts[place + 1];

    /// <summary>Whether an element of the row matches.</summary>
    public bool Contains(int place, int element) => matching[starts[place] + element];

    /// <summary>The elements of the row that match, in their order.</summary>
    public IEnumerable<int> Of(int place)
    {
        for (var at = matching.Next(starts[place]); at >= 0 && at < starts[place + 1]; at = matching.Next(at + 1))
        {
            yield return at - starts[place];
        }
    }
}

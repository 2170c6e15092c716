namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>The numbered elements that an array contains.</summary>
internal ref struct FoundElements(Span<ulong> marks)
{
    private readonly Span<ulong> _marks = marks;

    public int Count { get; private set; }

    public static int Words(int elements) => (elements + 63) >> 6;

    public void Reset()
    {
        _marks.Clear();
        Count = 0;
    }

    public void Mark(int number)
    {
        var bit = 1UL << (number & 63);
        if ((_marks[number >> 6] & bit) == 0)
        {
            _marks[number >> 6] |= bit;
            Count++;
        }
    }
}

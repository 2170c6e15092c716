namespace Milvus.Embedded.Text.Highlighting;

/// <summary>A text by its characters. Sizes and offsets of fragments count characters, not UTF-16 units.</summary>
internal sealed class Characters
{
    private readonly string _text;
    private readonly List<int> _starts;

    private Characters(string text, List<int> starts)
    {
        _text = text;
        _starts = starts;
    }

    public int Count => _starts.Count - 1;

    public static Characters Of(string text)
    {
        var starts = new List<int>(text.Length + 1);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            starts.Add(at);
            at += rune.Utf16SequenceLength;
        }

        starts.Add(text.Length);
        return new Characters(text, starts);
    }

    /// <summary>Converts a range of UTF-16 units to a range of characters.</summary>
    public (int Start, int End) IndexesOf((int Start, int End) units) =>
        (_starts.BinarySearch(units.Start), _starts.BinarySearch(units.End));

    public string Slice(int start, int end) => start < end ? _text[_starts[start].._starts[end]] : "";
}

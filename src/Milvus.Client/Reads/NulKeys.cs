using System.Text;

namespace Milvus.Client.Reads;

/// <summary>
/// Continues a read after a key with NUL, which a filter cannot contain. The next page begins after the text before the NUL, so it repeats
/// the keys with this beginning that were read already.
/// </summary>
internal sealed class NulKeys
{
    private string? _beginning;
    private int _known;

    /// <summary>The key, or its text before the first NUL: what a filter can contain.</summary>
    internal static object? ToFilterable(object? key) => FindBeginning(key) ?? key;

    /// <summary>The rows that the next page needs for the repeated keys; 0 after a key without NUL.</summary>
    internal int CountRepeated(object? last, int most)
    {
        if (FindBeginning(last) is not { } beginning)
        {
            return 0;
        }

        // A read that continues an earlier one does not know their number.
        Begin(beginning);
        return Math.Min(_known, most);
    }

    /// <summary>Doubles the number of rows for repeated keys, because a page had only such keys.</summary>
    /// <exception cref="MilvusException">A page cannot be larger.</exception>
    internal void RepeatMore(object? last, int most)
    {
        Begin(FindBeginning(last)!);
        if (_known >= most)
        {
            throw new MilvusException(
                MilvusErrorId.NotSupported,
                $"More than {most} keys have NUL after the same text, and a filter cannot contain NUL: the read cannot continue.");
        }

        _known = Math.Min(most, Math.Max(1, _known * 2));
    }

    /// <summary>The number of keys of a page that were read already.</summary>
    internal static int CountUntil(object? last, IReadOnlyList<object> keys)
    {
        if (FindBeginning(last) is null)
        {
            return 0;
        }

        var bytes = Encoding.UTF8.GetBytes((string)last!);
        return keys.TakeWhile(key => Encoding.UTF8.GetBytes((string)key).AsSpan().SequenceCompareTo(bytes) <= 0).Count();
    }

    /// <summary>Counts the keys at the end of a page that the next one would repeat.</summary>
    internal void Observe(IReadOnlyList<object> keys)
    {
        if (keys.Count == 0 || FindBeginning(keys[^1]) is not { } beginning)
        {
            return;
        }

        Begin(beginning);
        _known = Math.Max(_known, keys.Reverse().TakeWhile(key => FindBeginning(key) == beginning).Count());
    }

    private void Begin(string beginning)
    {
        if (_beginning != beginning)
        {
            (_beginning, _known) = (beginning, 0);
        }
    }

    /// <summary>The text of a key before its first NUL; null for a key without NUL.</summary>
    internal static string? FindBeginning(object? key) =>
        key is string text && text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var end ? text[..end] : null;
}

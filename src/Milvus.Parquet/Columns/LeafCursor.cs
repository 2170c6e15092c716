using System.Text;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Columns;

/// <summary>Iterates over the levels and values of one leaf in one row group. Only one page is in memory.</summary>
/// <param name="pages">The pages.</param>
/// <param name="leaf">The leaf.</param>
/// <param name="maxItems">The maximum number of elements of a list.</param>
internal sealed class LeafCursor(PageReader pages, Leaf leaf, long maxItems)
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Page _none = new(0, null, null, Array.Empty<int>());

    private Page _page = _none;
    private int _level;
    private int _value;

    /// <summary>Whether all entries are read.</summary>
    internal bool AtEnd => !Fill();

    internal Leaf Leaf => leaf;

    /// <summary>The definition level of the next entry.</summary>
    internal int Definition =>
        !Fill() ? throw ParquetException.CreateDamaged("it has fewer values than rows") : _page.Definitions?[_level] ?? leaf.MaxDefinition;

    /// <summary>The repetition level of the next entry; 0, that of a new row, at the end.</summary>
    internal int Repetition => Fill() ? _page.Repetitions?[_level] ?? 0 : 0;

    /// <summary>Skips an entry without a value.</summary>
    internal void Skip()
    {
        if (Definition == leaf.MaxDefinition)
        {
            throw ParquetException.CreateDamaged("it has a value where another part of its column is null");
        }

        _level++;
    }

    /// <summary>Reads the next entry; null if it has no value.</summary>
    internal object? Take()
    {
        if (Definition < leaf.MaxDefinition)
        {
            _level++;
            return null;
        }

        _level++;
        return Value(_value++);
    }

    /// <summary>Reads the entries of the list that begins here: a typed array, or an object array if some entries are null.</summary>
    internal Array TakeList(int repetition)
    {
        List<Array>? parts = null;
        for (var items = 0L; ;)
        {
            var part = TakePart(repetition);
            items += part.Length;
            if (!Fill() || Repetition < repetition)
            {
                return parts is null ? part : Join([.. parts, part]);
            }

            // A list may continue in the next page.
            if (items > maxItems)
            {
                throw new ParquetException($"a list has more than {items} elements, but the maximum of the field is {maxItems}");
            }

            (parts ??= []).Add(part);
        }
    }

    private Array TakePart(int repetition)
    {
        if (!Fill())
        {
            throw ParquetException.CreateDamaged("it has fewer values than rows");
        }

        var (start, first) = (_level, _value);
        var rest = _page.Repetitions!.AsSpan(start + 1, _page.Count - start - 1);
        var next = rest.IndexOfAnyInRange(0, repetition - 1);
        var count = 1 + (next < 0 ? rest.Length : next);
        var present = _page.Definitions is null ? count : _page.Definitions.AsSpan(start, count).Count(leaf.MaxDefinition);
        _level += count;
        _value += present;
        return present == count ? Slice(first, count) : WithNulls(start, count, first);
    }

    private object?[] WithNulls(int start, int count, int value)
    {
        var items = new object?[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = _page.Definitions![start + i] == leaf.MaxDefinition ? Value(value++) : null;
        }

        return items;
    }

    private Array Slice(int first, int count)
    {
        if (_page.Values is ReadOnlyMemory<byte>[] bytes)
        {
            return leaf.Type == LeafType.Text
                ? Texts(bytes.AsSpan(first, count))
                : Array.ConvertAll(bytes[first..(first + count)], part => part.ToArray());
        }

        if (_page.Values is float[] floats)
        {
            return floats.AsSpan(first, count).ToArray();
        }

        var slice = Array.CreateInstance(_page.Values.GetType().GetElementType()!, count);
        Array.Copy(_page.Values, first, slice, 0, count);
        return slice;
    }

    private object Value(int place) => _page.Values switch
    {
        ReadOnlyMemory<byte>[] bytes when leaf.Type == LeafType.Text => Text(bytes[place].Span),
        ReadOnlyMemory<byte>[] bytes => bytes[place].ToArray(),
        var values => values.GetValue(place)!,
    };

    private static Array Texts(ReadOnlySpan<ReadOnlyMemory<byte>> bytes)
    {
        var texts = new object[bytes.Length];
        var broken = false;
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Text(bytes[i].Span);
            broken |= texts[i] is BrokenText;
        }

        return broken ? texts : Array.ConvertAll(texts, text => (string)text);
    }

    // One broken text must not end the file: the error is that of its row.
    private static object Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return BrokenText.Instance;
        }
    }

    private static Array Join(IReadOnlyList<Array> parts)
    {
        var types = parts.Select(part => part.GetType().GetElementType()!).Distinct().ToList();
        var joined = Array.CreateInstance(types.Count == 1 ? types[0] : typeof(object), parts.Sum(part => part.Length));
        var at = 0;
        foreach (var part in parts)
        {
            // Also converts values to objects.
            Array.Copy(part, 0, joined, at, part.Length);
            at += part.Length;
        }

        return joined;
    }

    private bool Fill()
    {
        while (_level == _page.Count)
        {
            if (pages.Next() is not { } next)
            {
                return false;
            }

            (_page, _level, _value) = (next, 0, 0);
        }

        return true;
    }
}

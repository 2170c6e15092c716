using System.Buffers.Binary;

namespace Milvus.Embedded.Salvage;

/// <summary>
/// Finds the one bit of a table that changed, by its sum: with the right bit, the sum fits. A wrong one fits with a probability of about
/// 1 in 10^14.
/// </summary>
internal sealed class BitSearch(PageSource pages, bool isIndex)
{
    /// <summary>A page takes about a second.</summary>
    private const int MaxPages = 16;

    private const int HeaderBytes = 12;

    /// <summary>Mends the page of a table whose bit changed. Returns whether it was found.</summary>
    /// <param name="root">The root page.</param>
    /// <param name="expected">The stored sum.</param>
    /// <param name="sumOf">Computes the sum of the records that the argument reads.</param>
    public bool Find(long root, RowSum expected, Func<Action<Action<CellPlace, byte[]>>, RowSum> sumOf)
    {
        var walk = new TreeWalk(pages, isIndex);
        var all = sumOf(found => walk.Run(root, found));
        if (walk.Pages.Count > MaxPages)
        {
            return false;
        }

        foreach (var page in walk.Pages.ToArray())
        {
            var others = all - SumOfPage();
            // A bit of the header can hide the pages below.
            if (TryBits(page, HeaderBytes, () => sumOf(found => new TreeWalk(pages, isIndex).Run(root, found)) == expected)
                || TryBits(page, pages.PageBytes, () => others + SumOfPage() == expected))
            {
                return true;
            }

            RowSum SumOfPage() => sumOf(found => new TreeWalk(pages, isIndex).RunPage(page, found));
        }

        return false;
    }

    /// <summary>Mends a table with one page, if a bit is found with which a condition holds.</summary>
    public bool Find(long root, Func<bool> holds) => TryBits((int)root, pages.PageBytes, holds);

    private bool TryBits(int number, int limit, Func<bool> holds)
    {
        if (pages.Read(number) is not { } page)
        {
            return false;
        }

        var trial = (byte[])page.Clone();
        var start = PageSource.StartOf(number);
        foreach (var at in UsedBytes(page, start).TakeWhile(at => at < start + limit))
        {
            for (var bit = 1; bit < 256; bit <<= 1)
            {
                trial[at] ^= (byte)bit;
                pages.Replace(number, trial);
                if (holds())
                {
                    return true;
                }

                trial[at] ^= (byte)bit;
            }
        }

        pages.Replace(number, page);
        return false;
    }

    /// <summary>The bytes of the header, the places of the records, and the records: not the free bytes between them.</summary>
    private static IEnumerable<int> UsedBytes(byte[] page, int start)
    {
        var cells = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(start + 3));
        var pointers = Math.Min(page.Length, start + HeaderBytes + (cells * 2));
        var first = page.Length;
        for (var at = start + 8; at + 1 < pointers; at += 2)
        {
            var cell = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(at));
            first = cell > pointers ? Math.Min(first, cell) : first;
        }

        return Enumerable.Range(start, pointers - start).Concat(Enumerable.Range(first, Math.Max(0, page.Length - first)));
    }
}

using System.Buffers.Binary;

namespace Milvus.Embedded.Salvage;

/// <summary>Finds the records of a table or an index, from its root page. What cannot be read is counted and left out.</summary>
internal sealed class TreeWalk(PageSource pages, bool isIndex)
{
    private const int MaxDepth = 40;
    private const byte IndexNode = 2;
    private const byte TableNode = 5;
    private const byte IndexLeaf = 10;
    private const byte TableLeaf = 13;

    private readonly HashSet<long> _seen = [];

    /// <summary>The number of pages and records that cannot be read.</summary>
    public int Faults { get; private set; }

    /// <summary>The pages of the tree, as far as it can be read.</summary>
    public List<int> Pages { get; } = [];

    /// <summary>Calls <paramref name="found"/> with each record and the page of its first bytes.</summary>
    public void Run(long root, Action<CellPlace, byte[]> found) => Visit(root, 0, found);

    /// <summary>The same for the records of one page, without those of the pages below.</summary>
    public void RunPage(int number, Action<CellPlace, byte[]> found) => Visit(number, MaxDepth, found);

    private void Visit(long number, int depth, Action<CellPlace, byte[]> found)
    {
        if (!_seen.Add(number) || pages.Read(number) is not { } page)
        {
            Faults++;
            return;
        }

        Pages.Add((int)number);
        var start = PageSource.StartOf((int)number);
        var kind = page[start];
        var isLeaf = kind == (isIndex ? IndexLeaf : TableLeaf);
        if (!isLeaf && kind != (isIndex ? IndexNode : TableNode))
        {
            Faults++;
            return;
        }

        var cells = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(start + 3));
        var pointers = start + (isLeaf ? 8 : 12);
        if (pointers + (cells * 2) > page.Length)
        {
            Faults++;
            return;
        }

        for (var i = 0; i < cells; i++)
        {
            var at = (int)BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(pointers + (i * 2)));
            if (!isLeaf)
            {
                at = Descend(page, at, depth, found);
            }

            if ((isLeaf || isIndex) && at < page.Length)
            {
                ReadCell(page, (int)number, at, found);
            }
        }

        if (!isLeaf)
        {
            Descend(page, start + 8, depth, found);
        }
    }

    private int Descend(byte[] page, int at, int depth, Action<CellPlace, byte[]> found)
    {
        if (at + sizeof(uint) > page.Length)
        {
            Faults++;
            return page.Length;
        }

        if (depth < MaxDepth)
        {
            Visit(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(at)), depth + 1, found);
        }

        return at + sizeof(uint);
    }

    private void ReadCell(byte[] page, int number, int at, Action<CellPlace, byte[]> found)
    {
        var row = 0L;
        if (!VariableNumber.TryRead(page, ref at, out var bytes) || (!isIndex && !VariableNumber.TryRead(page, ref at, out row)))
        {
            Faults++;
            return;
        }

        var local = LocalBytes(bytes);
        if (bytes is <= 0 or > int.MaxValue || at + local + (local < bytes ? sizeof(uint) : 0) > page.Length)
        {
            Faults++;
            return;
        }

        found(new CellPlace(number, at, local, bytes, row), page);
    }

    /// <summary>The number of bytes of a record that are in its page.</summary>
    private int LocalBytes(long bytes)
    {
        var usable = pages.PageBytes;
        var max = isIndex ? ((usable - 12) * 64 / 255) - 23 : usable - 35;
        if (bytes <= max)
        {
            return (int)Math.Max(0, bytes);
        }

        var min = ((usable - 12) * 32 / 255) - 23;
        var local = min + (int)((bytes - min) % (usable - 4));
        return local <= max ? local : min;
    }
}

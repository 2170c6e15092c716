using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Salvage;

/// <summary>
/// Reads the tables of a damaged file. The rows of a table count only if their number and sum are those that its last transaction stored.
/// </summary>
internal sealed class TableReader
{
    private const int SchemaColumns = 5;

    private readonly PageSource _pages;
    private readonly Dictionary<string, TableShape> _shapes;
    private readonly Dictionary<string, long> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowSum> _stored;
    private readonly Dictionary<string, object?[][]> _proven = new(StringComparer.Ordinal);

    public TableReader(PageSource pages, FileFormat format)
    {
        _pages = pages;
        _shapes = TableShape.ReadAll(format);
        new TreeWalk(pages, isIndex: false).Run(1, (cell, _) =>
        {
            if (pages.ReadRecord(cell) is { } record
                && RecordValues.Read(record, SchemaColumns) is [_, string name, _, long root, _])
            {
                _roots.TryAdd(name, root);
            }
        });
        _stored = ReadSums();
        foreach (var shape in Summed)
        {
            Prove(shape);
        }
    }

    /// <summary>The number of the format; 0 if it cannot be read.</summary>
    public long Format => _stored.GetValueOrDefault(IntegrityTable.FormatName).Rows;

    /// <summary>Whether the file says that transactions are in a log.</summary>
    public bool HasLog => _stored.GetValueOrDefault(IntegrityTable.LogName).Rows != 0;

    /// <summary>The rows of a table; null if they are not proven. Those of a table with blobs have only its keys.</summary>
    public object?[][]? Find(string table) => _proven.GetValueOrDefault(table);

    /// <summary>The description of a table.</summary>
    public TableShape ShapeOf(string table) => _shapes[table];

    /// <summary>Whether rows are those of a table, by their number and sum.</summary>
    public bool IsProven(string table, IEnumerable<object?[]> rows) =>
        _stored.TryGetValue(table, out var expected) && RowSum.Of(_shapes[table].Number, rows) == expected;

    /// <summary>The root pages that a table or an index may have: that of the schema, and that of a new file.</summary>
    public IEnumerable<long> RootsOf(string name, long made) =>
        ((long[])[_roots.GetValueOrDefault(name), made]).Where(root => root > 1).Distinct();

    private IEnumerable<TableShape> Summed => _shapes.Values.Where(shape => shape.Number >= 0);

    /// <summary>The rows of a table as far as they can be read, whether right or not.</summary>
    public object?[][] ReadRows(TableShape shape, long root, out TreeWalk walk)
    {
        var rows = new List<object?[]>();
        walk = new TreeWalk(_pages, shape.Table.WithoutRowId);
        walk.Run(root, (cell, page) => Add(shape, cell, page, rows));
        return [.. rows];
    }

    private void Prove(TableShape shape)
    {
        if (!_stored.TryGetValue(shape.Table.Name, out var expected))
        {
            return;
        }

        var roots = RootsOf(shape.Table.Name, shape.Root).ToArray();
        foreach (var root in roots)
        {
            var rows = ReadRows(shape, root, out var walk);
            if (expected.Rows == IntegrityTable.Unknown ? walk.Faults == 0 : RowSum.Of(shape.Number, rows) == expected)
            {
                _proven[shape.Table.Name] = rows;
                return;
            }
        }

        foreach (var root in roots.Where(_ => expected.Rows != IntegrityTable.Unknown))
        {
            if (new BitSearch(_pages, shape.Table.WithoutRowId).Find(root, expected, page => SumOf(shape, page)))
            {
                _proven[shape.Table.Name] = ReadRows(shape, root, out _);
                return;
            }
        }
    }

    private RowSum SumOf(TableShape shape, Action<Action<CellPlace, byte[]>> read)
    {
        var rows = new List<object?[]>();
        read((cell, page) => Add(shape, cell, page, rows));
        return RowSum.Of(shape.Number, rows);
    }

    private void Add(TableShape shape, CellPlace cell, byte[] page, List<object?[]> rows)
    {
        if (shape.Table.Sum == TableSum.Keys)
        {
            if (RecordValues.ReadKeys(page.AsSpan(cell.Start, cell.Local), cell.Bytes, shape.Columns - 1) is var (keys, _))
            {
                rows.Add([.. keys.Select(key => (object?)key)]);
            }

            return;
        }

        if (_pages.ReadRecord(cell) is not { } record || RecordValues.Read(record, shape.Columns) is not { } values)
        {
            return;
        }

        if (shape.RowIdColumn >= 0)
        {
            values[shape.RowIdColumn] = cell.RowId;
        }

        foreach (var column in shape.RealColumns)
        {
            values[column] = values[column] is long number ? (double)number : values[column];
        }

        rows.Add(values);
    }

    /// <summary>
    /// The stored sums. If a bit of them changed, it is found by all tables: with the right one, the sums of all tables fit.
    /// </summary>
    private Dictionary<string, RowSum> ReadSums()
    {
        var shape = _shapes[IntegrityTable.Name];
        var root = RootsOf(IntegrityTable.Name, shape.Root).First();
        var stored = Parse(ReadRows(shape, root, out var walk));
        var found = Summed.ToDictionary(
            table => table.Table.Name,
            table => RowSum.Of(table.Number, ReadRows(table, RootsOf(table.Table.Name, table.Root).First(), out _)));
        if (!Fits(stored) && walk.Pages.Count == 1)
        {
            new BitSearch(_pages, isIndex: true).Find(root, () => Fits(Parse(ReadRows(shape, root, out _))));
        }

        return Parse(ReadRows(shape, root, out _));

        bool Fits(Dictionary<string, RowSum> sums) => found.All(sum => sums.TryGetValue(sum.Key, out var one) && one == sum.Value);
    }

    private static Dictionary<string, RowSum> Parse(object?[][] rows)
    {
        var sums = new Dictionary<string, RowSum>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row is [string name, long count, long sum])
            {
                sums[name] = new RowSum(count, unchecked((ulong)sum));
            }
        }

        return sums;
    }
}

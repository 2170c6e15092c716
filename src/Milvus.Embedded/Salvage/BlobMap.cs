using System.Buffers.Binary;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Salvage;

/// <summary>
/// The blobs of a table by their keys. A damaged key could give a blob the key of another one, so only the blob counts that the index of
/// the keys leads to. Where the index is damaged, a blob counts if no other one has its key.
/// </summary>
internal sealed class BlobMap
{
    private const int RowsPlace = 4;

    private readonly PageSource _pages;
    private readonly TableReader _tables;
    private readonly TableShape _shape;
    private readonly Dictionary<BlobKey, BlobPlace> _places = [];
    private readonly Dictionary<BlobKey, List<BlobPlace>> _repeated = [];
    private Dictionary<BlobKey, long>? _index;

    public BlobMap(PageSource pages, TableReader tables, string table)
    {
        (_pages, _tables, _shape) = (pages, tables, tables.ShapeOf(table));
        // Of two roots, that of the table has the blobs.
        foreach (var root in tables.RootsOf(table, _shape.Root))
        {
            new TreeWalk(pages, isIndex: false).Run(root, Add);
            if (_places.Count > 0)
            {
                break;
            }
        }
    }

    /// <summary>All keys with their places.</summary>
    public IReadOnlyDictionary<BlobKey, BlobPlace> Places => _places;

    /// <summary>The keys of the index of the table, and the rows in SQLite that they lead to.</summary>
    public IReadOnlyDictionary<BlobKey, long> Index => _index ??= ReadIndex();

    /// <summary>The bytes of a blob, whose checksum fits.</summary>
    /// <exception cref="InvalidDataException">The blob is missing or damaged.</exception>
    public byte[] Read(BlobKey key)
    {
        if (!TryFind(key, out var place))
        {
            throw new InvalidDataException("is missing");
        }

        if (_pages.ReadRecord(place.Cell) is not { } record)
        {
            throw new InvalidDataException("is cut");
        }

        var blob = record[place.Start..];
        return Blob.IsWhole(blob) ? blob : throw new InvalidDataException("is damaged");
    }

    private bool TryFind(BlobKey key, out BlobPlace place)
    {
        if (!_places.TryGetValue(key, out place))
        {
            return false;
        }

        var several = _repeated.GetValueOrDefault(key, [place]);
        if (!Index.TryGetValue(key, out var row))
        {
            return several.Count == 1;
        }

        place = several.Find(one => one.Cell.RowId == row);
        return place.Cell.Page > 0;
    }

    private void Add(CellPlace cell, byte[] page)
    {
        var local = page.AsSpan(cell.Start, cell.Local);
        if (RecordValues.ReadKeys(local, cell.Bytes, _shape.Columns - 1) is not var (keys, start))
        {
            return;
        }

        var rows = start + RowsPlace + sizeof(int) <= local.Length
            ? BinaryPrimitives.ReadInt32LittleEndian(local[(start + RowsPlace)..])
            : -1;
        var place = new BlobPlace(cell, start, rows);
        var key = KeyOf(keys);
        if (!_places.TryAdd(key, place))
        {
            if (!_repeated.TryGetValue(key, out var several))
            {
                _repeated[key] = several = [_places[key]];
            }

            several.Add(place);
        }
    }

    private Dictionary<BlobKey, long> ReadIndex()
    {
        var index = new Dictionary<BlobKey, long>();
        foreach (var root in _tables.RootsOf(_shape.IndexName, _shape.IndexRoot).Take(1))
        {
            new TreeWalk(_pages, isIndex: true).Run(root, (cell, _) =>
            {
                // The keys, then the row in SQLite.
                if (_pages.ReadRecord(cell) is { } record && RecordValues.Read(record, _shape.Columns) is { } values
                    && values.All(value => value is long))
                {
                    index.TryAdd(KeyOf([.. values[..^1].Select(value => (long)value!)]), (long)values[^1]!);
                }
            });
        }

        return index;
    }

    private static BlobKey KeyOf(long[] keys) => new(keys[0], keys[1], keys[2], keys.Length > 3 ? keys[3] : 0);
}

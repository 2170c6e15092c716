using System.Runtime.CompilerServices;
using Milvus.Embedded.Columns;
using NetTopologySuite.Geometries;

namespace Milvus.Embedded.Geometries;

/// <summary>The geometries of a column of texts. Each is parsed when a filter first requires it.</summary>
internal sealed class RowGeometries
{
    private static readonly ConditionalWeakTable<ValueColumn<string>, RowGeometries> _known = [];

    /// <summary>Marks a text that is not a geometry. Null marks a text that was not parsed yet.</summary>
    private static readonly Geometry _none = Point.Empty;

    private readonly object _growing = new();
    private Geometry?[]?[] _chunks = [];

    /// <summary>The geometries of the chunk of a block; null where not parsed yet.</summary>
    public static Geometry?[] Of(in RowBlock block, ValueColumn<string> column) =>
        _known.GetValue(column, _ => new RowGeometries()).Chunk(block.Start >> Column.ChunkShift);

    /// <summary>The geometry of a row; null if its text is not one.</summary>
    /// <param name="place">The position of the row in its chunk.</param>
    public static Geometry? At(Geometry?[] chunk, int place, string text)
    {
        // Two readers may parse the same text; both geometries are valid.
        var geometry = chunk[place] ??= GeometryText.Read(text) ?? _none;
        return ReferenceEquals(geometry, _none) ? null : geometry;
    }

    private Geometry?[] Chunk(int chunk)
    {
        if (Volatile.Read(ref _chunks) is var known && chunk < known.Length && known[chunk] is { } there)
        {
            return there;
        }

        lock (_growing)
        {
            if (chunk >= _chunks.Length)
            {
                var more = _chunks;
                Array.Resize(ref more, Math.Max(chunk + 1, more.Length * 2));
                Volatile.Write(ref _chunks, more);
            }

            return _chunks[chunk] ??= new Geometry?[1 << Column.ChunkShift];
        }
    }
}

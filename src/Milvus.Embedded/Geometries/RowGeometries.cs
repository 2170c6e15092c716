using System.Runtime.CompilerServices;
using Milvus.Embedded.Columns;
using NetTopologySuite.Geometries;

namespace Milvus.Embedded.Geometries;

/// <summary>The geometries of a column's texts, read when a filter first asks for a row.</summary>
internal sealed class RowGeometries
{
    private static readonly ConditionalWeakTable<ValueColumn<string>, RowGeometries> _known = [];

    /// <summary>Marks a text that is not a geometry; null marks a geometry that was not parsed yet.</summary>
    private static readonly Geometry _none = Point.Empty;

    private readonly object _growing = new();
    private Geometry?[]?[] _chunks = [];

    /// <summary>The geometries of the rows of a block, as far as they were asked for.</summary>
    public static Geometry?[] Of(in RowBlock block, ValueColumn<string> column) =>
        _known.GetValue(column, _ => new RowGeometries()).Chunk(block.Start >> Column.ChunkShift);

    /// <summary>The geometry of a row; null where its text is none.</summary>
    /// <param name="place">Of the row in the chunk.</param>
    public static Geometry? At(Geometry?[] chunk, int place, string text)
    {
        // Two readers may both read a text; either's geometry will do.
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

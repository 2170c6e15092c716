using Milvus.Core.Marshalling.Columns;

namespace Milvus.Core.Marshalling.Rows;

/// <summary>
/// The rows of a batch, to convert them again. Vectors that a column has as 32-bit floats are not kept twice: they would be most of the
/// memory of a batch, and survive collections of garbage.
/// </summary>
internal sealed class KeptRows
{
    private readonly List<IEnumerable<KeyValuePair<string, object?>>> _rows = [];

    internal int Count => _rows.Count;

    /// <summary>Keeps a row that was added to the columns.</summary>
    internal void Add(
        IEnumerable<KeyValuePair<string, object?>> row, IReadOnlyList<FieldColumn> columns, IReadOnlyDictionary<string, int> places)
    {
        KeyValuePair<string, object?>[]? kept = null;
        if (row is IReadOnlyList<KeyValuePair<string, object?>> list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                var (name, value) = list[i];
                if (value is float[] or double[] && places.TryGetValue(name, out var place)
                    && columns[place] is FloatVectorFieldColumn { Valid: null } vectors)
                {
                    kept ??= [.. list];
                    kept[i] = new(name, new VectorOfColumn(vectors, _rows.Count));
                }
            }
        }

        _rows.Add(kept ?? row);
    }

    /// <summary>The names and values of a row, before its columns are cleared.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> Get(int row) => _rows[row] is KeyValuePair<string, object?>[] kept
        ? kept.Select(pair => pair.Value is VectorOfColumn vector ? new(pair.Key, vector.Read()) : pair)
        : _rows[row];

    internal void Clear() => _rows.Clear();

    private sealed class VectorOfColumn(FloatVectorFieldColumn column, int row)
    {
        internal float[] Read() => column.GetRow(row).ToArray();
    }
}

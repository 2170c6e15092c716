using Milvus.Files;

namespace Milvus.Commands.Entities;

/// <summary>Columns of a file that become dynamic keys, although they look like misspelt fields: one warning for each file.</summary>
internal sealed class MisspeltColumns
{
    // The rows of a file usually have the same columns.
    private const int MaxRows = 1000;

    private MisspeltKeys? _keys;
    private ColumnMap? _map;
    private int _rows;

    /// <summary>Begins a file.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="map">The fields of columns; a column with a field or a key of its own is meant so.</param>
    internal void Begin(Collection schema, ColumnMap map) => (_keys, _map, _rows) = (new MisspeltKeys(schema), map, 0);

    /// <summary>Looks at a row that was taken, if it is one of the first of its file.</summary>
    internal void Look(IEnumerable<KeyValuePair<string, object?>> row, string place, Action<string> warn)
    {
        if (_keys is null || ++_rows > MaxRows)
        {
            return;
        }

        if (_keys.Describe(row, name => _map!.Fields.Contains(name)) is { } found)
        {
            _keys = null;
            warn($"{place}: {found}");
        }
    }
}

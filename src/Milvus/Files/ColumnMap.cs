using System.Collections;

namespace Milvus.Files;

/// <summary>The fields that columns of a file fill under another name. A column without a field is left out.</summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, string?> _fields = new(StringComparer.Ordinal);

    /// <exception cref="MilvusException">A name is empty, or two columns fill the same field.</exception>
    internal ColumnMap(IDictionary? map)
    {
        foreach (DictionaryEntry entry in map ?? new Hashtable())
        {
            var (column, field) = (entry.Key?.ToString(), entry.Value?.ToString());
            if (string.IsNullOrEmpty(column))
            {
                throw new MilvusException(MilvusErrorId.InvalidArgument, "-Map has a column without a name.");
            }

            _fields[column] = string.IsNullOrEmpty(field) ? null : field;
        }

        if (_fields.Values.OfType<string>().GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is
            { } twice)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"-Map has two columns for '{twice.Key}': "
                    + $"{string.Join(", ", _fields.Where(pair => pair.Value == twice.Key).Select(pair => pair.Key))}.");
        }
    }

    /// <summary>The map as text, for a ledger.</summary>
    internal string Text => string.Join(
        ", ", _fields.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>The names of columns.</summary>
    internal IReadOnlyCollection<string> Columns => _fields.Keys;

    /// <summary>The fields that columns fill.</summary>
    internal IEnumerable<string> Fields => _fields.Values.OfType<string>();

    internal bool Contains(string column) => _fields.ContainsKey(column);

    /// <summary>The field of a column; null if the column is left out.</summary>
    internal string? FindField(string column) => _fields.TryGetValue(column, out var field) ? field : column;

    /// <summary>The fields of the columns of a file.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="added">How many at the end are added to those of the file.</param>
    /// <exception cref="MilvusException">The file does not have a column of the map.</exception>
    internal IReadOnlyList<string?> FindFields(IReadOnlyList<string> columns, int added = 0)
    {
        var ofFile = columns.SkipLast(added).ToList();
        var missing = _fields.Keys.Where(column => !ofFile.Contains(column)).Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? [.. columns.Select(FindField)]
            : throw CreateMissingError(missing, ofFile);
    }

    /// <summary>The error for columns that the file does not have.</summary>
    internal static MilvusException CreateMissingError(IEnumerable<string> missing, IReadOnlyCollection<string> columns) =>
        FileColumns.CreateRefused(
            $"-Map names {string.Join(", ", missing)}, but the columns of the file are {FileColumns.Join(columns)}",
            "Use -Map @{ column of the file = 'field of the collection' }.");

    /// <summary>The row with the names of fields.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Apply(IReadOnlyList<KeyValuePair<string, object?>> row) => _fields.Count == 0
        ? row
        : [.. row.Select(pair => (Name: FindField(pair.Key), pair.Value)).Where(pair => pair.Name is not null)
            .Select(pair => new KeyValuePair<string, object?>(pair.Name!, pair.Value))];
}

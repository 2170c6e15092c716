using System.Collections;
using System.Text.RegularExpressions;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Names;

namespace Milvus.Files;

/// <summary>
/// The fields that columns of a file fill under another name. A column without a field is left out. $meta["key"] is a dynamic key.
/// </summary>
internal sealed partial class ColumnMap
{
    private readonly Dictionary<string, string?> _fields = new(StringComparer.Ordinal);

    // The columns that are meant as dynamic keys.
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <exception cref="MilvusException">A name is empty, or two columns fill the same field.</exception>
    internal ColumnMap(IDictionary? map)
    {
        foreach (DictionaryEntry entry in map ?? new Hashtable())
        {
            var (column, field) = (entry.Key?.ToString(), entry.Value?.ToString());
            if (column is null)
            {
                throw new MilvusException(MilvusErrorId.InvalidArgument, "-Map has a column without a name.");
            }

            var key = field is null ? null : DynamicKey().Match(field) is { Success: true } match ? match.Groups["key"].Value : null;
            _fields[column] = string.IsNullOrEmpty(field) ? null : key ?? field;
            if (key is not null)
            {
                _keys.Add(column);
            }
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

    /// <summary>Whether it has no column.</summary>
    internal bool IsEmpty => _fields.Count == 0;

    internal bool Contains(string column) => _fields.ContainsKey(column);

    /// <summary>
    /// Checks the names of fields before a file is opened. In a collection with dynamic keys, an unknown name is a key, which is a warning:
    /// it can be a misspelt field.
    /// </summary>
    /// <exception cref="MilvusException">A name is not a field, and the collection has no dynamic keys.</exception>
    internal void Check(Collection schema, Action<string> warn)
    {
        var fields = schema.Field.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        if (_keys.FirstOrDefault(column => fields.Contains(_fields[column]!)) is { } taken)
        {
            var field = _fields[taken];
            throw FileColumns.CreateRefused(
                $"-Map: a dynamic key cannot be called '{field}', because {schema.Name} has a field of this name",
                $"Use -Map @{{ {MapExample.Quote(taken)} = '{field}' }} for the field.");
        }

        var unknown = _fields
            .Where(pair => pair.Value is { } name && name != RowBatch.DynamicField && !fields.Contains(name))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (Column: pair.Key, Field: pair.Value!))
            .ToList();
        if (unknown.Count > 0 && !schema.EnableDynamicField)
        {
            throw CreateUnknownError(schema, unknown, fields);
        }

        foreach (var (column, field) in unknown.Where(one => !_keys.Contains(one.Column)))
        {
            var near = NearName.Find(field, fields) is { } name ? $" Did you mean {name}?" : string.Empty;
            warn($"-Map: '{field}' is not a field of {schema.Name}, so the column '{column}' is stored as the dynamic key '{field}'.{near} "
                + $"'$meta[\"{field}\"]' is the key in any case.");
        }
    }

    private static MilvusException CreateUnknownError(
        Collection schema, IReadOnlyList<(string Column, string Field)> unknown, IReadOnlyCollection<string> fields)
    {
        var names = string.Join(", ", unknown.Select(one => $"'{one.Field}'"));
        var corrected = unknown
            .Select(one => fields.Contains(one.Column)
                ? (Column: one.Field, Field: one.Column)
                : (one.Column, Field: NearName.Find(one.Field, fields)))
            .ToList();
        var example = string.Join("; ", corrected.Select(one => $"{MapExample.Quote(one.Column)} = '{one.Field}'"));
        return new MilvusException(
            MilvusErrorId.SchemaMismatch,
            $"-Map: {names} {Counts.Noun(unknown.Count, "is not a field", "are not fields")} of {schema.Name}, whose dynamic field is off: "
                + "nothing was imported.")
        {
            Field = unknown[0].Field,
            RecommendedAction = (corrected.All(one => one.Field is not null)
                ? $"-Map takes @{{ column of the file = 'field' }}. Did you mean -Map @{{ {example} }}? "
                : string.Empty) + $"The fields of {schema.Name} are {FileColumns.Join(fields)}.",
        };
    }

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
    internal MilvusException CreateMissingError(IReadOnlyCollection<string> missing, IReadOnlyCollection<string> columns)
    {
        // Perhaps field and column are in the wrong order, or the column is misspelt.
        var meant = missing
            .Select(column => _fields[column] is { } field && columns.Contains(field) ? $"{MapExample.Quote(field)} = '{column}'"
                : NearName.Find(column, columns.Where(name => !_fields.ContainsKey(name))) is { } near
                    ? $"{MapExample.Quote(near)} = {MapExample.Write(_fields[column])}"
                : null)
            .ToList();
        return FileColumns.CreateRefused(
            $"-Map names {string.Join(", ", missing)}, but the columns of the file are {FileColumns.Join(columns)}",
            "Use -Map @{ column of the file = 'field of the collection' }."
                + (meant.Contains(null) ? string.Empty : $" Did you mean {string.Join("; ", meant)}?"));
    }

    /// <summary>The row with the names of fields.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Apply(IReadOnlyList<KeyValuePair<string, object?>> row) => _fields.Count == 0
        ? row
        : [.. row.Select(pair => (Name: FindField(pair.Key), pair.Value)).Where(pair => pair.Name is not null)
            .Select(pair => new KeyValuePair<string, object?>(pair.Name!, pair.Value))];

    [GeneratedRegex("""^\$meta\[(["'])(?<key>.+)\1\]\z""")]
    private static partial Regex DynamicKey();
}

using System.Buffers;
using System.Text.Json;
using Milvus.Core.Embedding;
using Milvus.Core.Marshalling.Columns;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Core.Marshalling.Rows;

/// <summary>
/// Rows to send to the server, as typed columns. It also keeps the rows, to convert them again if the schema has changed. So they must not
/// change before <see cref="Clear"/>.
/// </summary>
internal sealed class RowBatch
{
    internal const string DynamicField = "$meta";

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<FieldColumn> _columns = [];
    private readonly JsonFieldColumn? _dynamic;
    private readonly ArrayBufferWriter<byte> _extra = new();
    private readonly KeptRows _rows = new();
    private readonly List<int> _sizes = [];
    private readonly HashSet<string> _extraNames = new(StringComparer.Ordinal);
    private bool[] _given = [];
    private bool _chosen;
    private bool _withExtra;

    /// <summary>
    /// Creates an empty batch. The function converts a PSObject to its base object, and a custom object to a dictionary; it receives values
    /// and list elements. In a partial batch, all rows have the same subset of fields.
    /// </summary>
    internal RowBatch(Collection schema, bool forUpsert = false, Func<object, object?>? unwrap = null, bool partial = false)
    {
        Schema = schema;
        ForUpsert = forUpsert;
        Unwrap = unwrap;
        Partial = partial;
        if (schema.EnableDynamicField)
        {
            _dynamic = new JsonFieldColumn(new Field { Name = DynamicField, Type = DataType.Json, IsDynamic = true });
        }
    }

    internal Collection Schema { get; }

    internal bool ForUpsert { get; }

    /// <summary>Whether rows have only the fields to change; other fields stay.</summary>
    internal bool Partial { get; }

    internal Func<object, object?>? Unwrap { get; }

    /// <summary>The number of rows.</summary>
    internal int Count => _rows.Count;

    /// <summary>The approximate size on the wire.</summary>
    internal long ByteSize { get; private set; }

    /// <summary>One column for each field of the rows, in schema order, then the column of dynamic keys.</summary>
    internal IEnumerable<FieldColumn> Columns => _dynamic is null || !_withExtra ? _columns : _columns.Append(_dynamic);

    /// <summary>The approximate size of a row on the wire.</summary>
    internal int GetSize(int row) => _sizes[row];

    /// <summary>Whether a row can be added: all rows of a partial batch have the same fields.</summary>
    internal bool Fits(IEnumerable<KeyValuePair<string, object?>> row)
    {
        if (!Partial || Count == 0)
        {
            return true;
        }

        var names = row.Select(pair => pair.Key).ToList();
        return names.Count(_places.ContainsKey) == _columns.Count && names.Exists(name => !_places.ContainsKey(name)) == _withExtra;
    }

    /// <summary>Another batch of the same kind with some of the rows.</summary>
    internal RowBatch Select(IEnumerable<int> rows) => Convert(Schema, rows.Select(_rows.Get));

    /// <summary>The key of a row for the wire; null if the server generates the keys.</summary>
    internal object? GetKey(int row) => _columns.Find(column => column.Field.PrimaryKey) switch
    {
        Int64FieldColumn numbers => numbers.Values[row],
        TextFieldColumn texts => texts.Values[row],
        _ => null,
    };

    /// <summary>Converts a row and adds it, or throws and stays unchanged.</summary>
    /// <exception cref="MilvusException">The row does not fit the schema; Field and Row locate the value.</exception>
    internal void Add(IEnumerable<KeyValuePair<string, object?>> row)
    {
        if (!_chosen || (Partial && Count == 0))
        {
            ChooseColumns(row);
        }

        _given.AsSpan().Clear();
        var size = 0;
        try
        {
            size = Take(row);
        }
        catch (Exception failure)
        {
            for (var i = 0; i < _columns.Count; i++)
            {
                if (_given[i])
                {
                    _columns[i].RemoveLast();
                }
            }

            if (failure is MilvusException or OperationCanceledException or OutOfMemoryException)
            {
                throw;
            }

            // Reading a user's object may run its code. An exception of that code is an error of this row only.
            throw new MilvusException(MilvusErrorId.SchemaMismatch, $"The row cannot be read: {failure.Message}", failure) { Row = Count };
        }

        _rows.Add(row, _columns, _places);
        _sizes.Add(size);
        ByteSize += size;
    }

    internal void Clear()
    {
        foreach (var column in Columns)
        {
            column.Clear();
        }

        _rows.Clear();
        _sizes.Clear();
        ByteSize = 0;
        _chosen = false;
    }

    /// <summary>The same rows converted by another schema.</summary>
    internal RowBatch ConvertFor(Collection schema) => Convert(schema, Enumerable.Range(0, Count).Select(_rows.Get));

    private RowBatch Convert(Collection schema, IEnumerable<IEnumerable<KeyValuePair<string, object?>>> rows)
    {
        var batch = new RowBatch(schema, ForUpsert, Unwrap, Partial);
        foreach (var row in rows)
        {
            batch.Add(row);
        }

        return batch;
    }

    // If the server generates keys, either all rows have their key or none.
    private void ChooseColumns(IEnumerable<KeyValuePair<string, object?>> first)
    {
        var withKey = Schema.PrimaryKey is { AutoId: true } key && (ForUpsert || first.Any(pair => pair.Key == key.Name));
        var given = Partial ? first.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal) : null;
        if (given is not null)
        {
            CheckVectors(given);
        }

        var fields = Schema.Field.Where(field =>
            !field.IsFunctionOutput
            && !(field.PrimaryKey && field.AutoId && !withKey)
            && (given is null || given.Contains(field.Name) || field.PrimaryKey)).ToList();
        // Columns of the rows before are empty, and as large as those rows: they do not have to grow again.
        if (!fields.SequenceEqual(_columns.Select(column => column.Field), ReferenceEqualityComparer.Instance))
        {
            _columns.Clear();
            _places.Clear();
            foreach (var field in fields)
            {
                _places.Add(field.Name, _columns.Count);
                _columns.Add(ColumnFactory.Create(field, Unwrap));
            }
        }

        _withExtra = given is null || given.Any(name => !_places.ContainsKey(name));
        _given = new bool[_columns.Count];
        _chosen = true;
    }

    // A vector that stays while its text changes is found for the old text. The property of the model says which vector belongs to a text.
    private void CheckVectors(HashSet<string> given)
    {
        foreach (var binding in EmbedderBinding.FindAll(Schema.Property))
        {
            if (given.Contains(binding.TextField)
                && !given.Contains(binding.Field)
                && Schema.Field.Any(field => field.Name == binding.Field && !field.IsFunctionOutput))
            {
                throw binding.CreateStale(Schema.Name);
            }
        }
    }

    private int Take(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var size = 0;
        Utf8JsonWriter? extra = null;
        try
        {
            foreach (var (name, value) in row)
            {
                if (name.Length == 0)
                {
                    throw CreateMismatch(
                        name,
                        "A value of the row has an empty name.",
                        "Name it or omit it. pandas writes its index as a column without a name: use index=False.");
                }

                if (_places.TryGetValue(name, out var place))
                {
                    if (_given[place])
                    {
                        throw CreateMismatch(name, $"The row has '{name}' twice.");
                    }

                    var bare = value is not null && Unwrap is not null ? Unwrap(value) : value;
                    size += _columns[place].Append(bare);
                    _given[place] = true;
                }
                else
                {
                    extra = TakeExtra(extra, name, value);
                }
            }

            extra?.WriteEndObject();
        }
        finally
        {
            extra?.Dispose();
        }

        for (var i = 0; i < _columns.Count; i++)
        {
            if (!_given[i])
            {
                if (Partial && !_columns[i].Field.PrimaryKey)
                {
                    throw CreateMismatch(
                        _columns[i].Field.Name,
                        $"The row does not have '{_columns[i].Field.Name}', unlike the rows before it: it needs another request.");
                }

                size += _columns[i].AppendMissing();
                _given[i] = true;
            }
        }

        return _dynamic is null || !_withExtra
            ? size
            : size + _dynamic.Append(extra is null ? "{}"u8.ToArray() : _extra.WrittenSpan.ToArray());
    }

    private Utf8JsonWriter TakeExtra(Utf8JsonWriter? extra, string name, object? value)
    {
        if (_dynamic is null || name == DynamicField || Schema.Field.Any(field => field.Name == name))
        {
            throw CreateMismatch(name, ExplainRefusal(Schema, name));
        }

        if (extra is null)
        {
            _extraNames.Clear();
            _extra.ResetWrittenCount();
            extra = JsonValues.Writer(_extra);
            extra.WriteStartObject();
        }

        if (!_extraNames.Add(name))
        {
            throw CreateMismatch(name, $"The row has '{name}' twice.");
        }

        try
        {
            extra.WritePropertyName(JsonValues.CheckWhole(name));
            JsonValues.Write(extra, value, Unwrap, 1);
            return extra;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw CreateMismatch(name, $"The dynamic key '{name}' cannot be stored: {e.Message}");
        }
    }

    /// <summary>The error for a name that a row must not have.</summary>
    internal static string ExplainRefusal(Collection schema, string name)
    {
        if (name == DynamicField)
        {
            return $"'{DynamicField}' is the server's name for all dynamic keys together: use the names of the keys.";
        }

        var field = schema.Field.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));
        return field switch
        {
            { IsFunctionOutput: true } => $"Field '{name}' is computed by a function of the collection and cannot be written.",
            { AutoId: true } when field.Name == name =>
                $"The server generates the keys of field '{name}': either all rows have keys, or none.",
            not null => $"'{name}' is not a field of {schema.Name}; its field is called '{field.Name}', and names are case-sensitive.",
            null => $"'{name}' is not a field of {schema.Name}, whose dynamic field is off.",
        };
    }

    private MilvusException CreateMismatch(string name, string message, string? action = null) =>
        new(MilvusErrorId.SchemaMismatch, message) { Field = name, Row = Count, RecommendedAction = action };
}

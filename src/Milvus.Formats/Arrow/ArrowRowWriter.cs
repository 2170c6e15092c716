using Apache.Arrow;
using Apache.Arrow.Ipc;
using Milvus.Core.Marshalling.Rows;
using Milvus.Formats.Writing;
using ArrowSchema = Apache.Arrow.Schema;

namespace Milvus.Formats.Arrow;

/// <summary>Writes rows as an Arrow file, which is also Feather of version 2, with a record batch for each commit.</summary>
internal sealed class ArrowRowWriter : RowWriter
{
    // A batch of short rows is not larger than those of other writers.
    private const int FullBatch = 65_536;

    private readonly Dictionary<string, int> _places;
    private readonly HashSet<string> _fields;
    private readonly ArrowColumnBuilder[] _columns;
    private readonly ArrowSchema _schema;
    private readonly ArrowFileWriter _writer;
    private readonly int _dynamic;
    private int _rows;
    private bool _begun;

    /// <param name="stream">The target, which must be able to seek and stays open.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="columns">The fields, and $meta for the dynamic keys.</param>
    internal ArrowRowWriter(Stream stream, Collection schema, IReadOnlyList<string> columns)
    {
        _fields = schema.Field.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        _columns = [.. columns.Select(name => new ArrowColumnBuilder(schema.Field.FirstOrDefault(field => field.Name == name), name))];
        _places = columns.Select((name, place) => (name, place)).ToDictionary(one => one.name, one => one.place, StringComparer.Ordinal);
        _dynamic = _places.GetValueOrDefault(RowBatch.DynamicField, -1);
        _schema = new ArrowSchema(_columns.Select(column => column.Column), null);
        _writer = new ArrowFileWriter(stream, _schema, leaveOpen: true);
        _writer.WriteStart();
    }

    public override void Dispose() => _writer.Dispose();

    internal override void Write(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var cells = new object?[_columns.Length];
        var rest = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in row)
        {
            if (_places.TryGetValue(name, out var place) && place != _dynamic)
            {
                cells[place] = value;
            }
            else if (!_fields.Contains(name))
            {
                rest[name] = value;
            }
        }

        if (_dynamic >= 0)
        {
            cells[_dynamic] = rest;
        }

        for (var i = 0; i < cells.Length; i++)
        {
            _columns[i].Append(cells[i]);
        }

        Pending = ++_rows == FullBatch ? long.MaxValue : Pending + cells.Sum(Measure);
    }

    internal override void Commit()
    {
        if (_rows > 0)
        {
            WriteBatch();
        }
    }

    internal override void Finish()
    {
        // The library writes the schema before the first batch, so a file without rows has an empty one.
        if (_rows > 0 || !_begun)
        {
            WriteBatch();
        }

        _writer.WriteEnd();
    }

    private void WriteBatch()
    {
        using var batch = new RecordBatch(_schema, _columns.Select(column => column.Build()), _rows);
        _writer.WriteRecordBatch(batch);
        (_rows, Pending, _begun) = (0, 0, true);
    }
}

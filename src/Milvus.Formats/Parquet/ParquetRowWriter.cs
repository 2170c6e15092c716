using System.Collections;
using System.Runtime.ExceptionServices;
using System.Text;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Formats.Streams;
using Milvus.Formats.Writing;
using Parquet;
using Parquet.Schema;

namespace Milvus.Formats.Parquet;

/// <summary>Writes rows as Parquet, in row groups.</summary>
internal sealed class ParquetRowWriter : RowWriter
{
    private const int FullGroup = 10_000;

    // A look at some values says whether a column has few different ones: to compare all components of vectors takes much memory.
    private readonly ParquetOptions _options = new()
    {
        DictionaryEncodingSampleSize = 10_000,
        MaximumSmallPoolFreeBytes = 1 << 20,
        MaximumLargePoolFreeBytes = 8 << 20,
    };

    private readonly ParquetSchema _schema;
    // The serializer of the library would box each component of a vector.
    private readonly ParquetTree[] _trees;
    private readonly Dictionary<string, Field> _fields;
    private readonly IReadOnlyList<string> _columns;
    private readonly Stream _stream;
    private int _rows;
    private bool _begun;

    /// <param name="stream">The output; it must be able to seek.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="columns">The fields, and $meta for the dynamic keys.</param>
    /// <param name="continued">Whether the stream has a whole file already, whose row groups are continued.</param>
    internal ParquetRowWriter(Stream stream, Collection schema, IReadOnlyList<string> columns, bool continued = false)
    {
        (_stream, _columns, _begun) = (new BlockingStream(stream), columns, continued);
        _fields = schema.Field.ToDictionary(field => field.Name, StringComparer.Ordinal);
        _schema = ParquetSchemas.Create(schema, columns);
        _trees = [.. _schema.Fields.Select(column => new ParquetTree(column))];
    }

    public override void Dispose()
    {
    }

    internal override void Write(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var cells = _columns.ToDictionary(name => name, _ => (object?)null, StringComparer.Ordinal);
        var dynamic = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in row)
        {
            if (!_fields.TryGetValue(name, out var field))
            {
                dynamic[name] = value;
            }
            else if (cells.ContainsKey(name))
            {
                cells[name] = ConvertCell(field, value);
            }
        }

        if (cells.ContainsKey(RowBatch.DynamicField))
        {
            cells[RowBatch.DynamicField] = ToJson(dynamic);
        }

        for (var i = 0; i < _trees.Length; i++)
        {
            _trees[i].Add(cells[_columns[i]]);
        }

        _rows++;
        // A row is not in the file before its group is complete, and a commit completes it.
        Pending = _rows == FullGroup ? long.MaxValue : Pending + cells.Values.Sum(Measure);
    }

    internal override void Commit()
    {
        if (_rows > 0)
        {
            WriteGroup();
        }

        Pending = 0;
    }

    /// <summary>Writes the remaining rows; a file without rows still has its columns.</summary>
    internal override void Finish()
    {
        if (_rows > 0 || !_begun)
        {
            WriteGroup();
        }

        _stream.Flush();
    }

    private void WriteGroup()
    {
        _stream.Position = 0;
        try
        {
            WriteGroupAsync().GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure.InnerException is IOException cause)
        {
            // The library wraps failures of the stream.
            ExceptionDispatchInfo.Throw(cause);
        }
        catch (Exception failure) when (failure is not IOException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The rows cannot be written as Parquet: {failure.Message}", failure);
        }

        (_begun, _rows) = (true, 0);
        Array.ForEach(_trees, tree => tree.Clear());
    }

    private async Task WriteGroupAsync()
    {
        await using var writer = await ParquetWriter.CreateAsync(_schema, _stream, _options, _begun).ConfigureAwait(false);
        if (_rows == 0)
        {
            return;
        }

        using var group = writer.CreateRowGroup();
        foreach (var tree in _trees)
        {
            await tree.WriteAsync(group).ConfigureAwait(false);
        }
    }

    private static object? ConvertCell(Field field, object? value) => value switch
    {
        null => null,
        IEnumerable items when ParquetSchemas.IsStructs(field) => items.Cast<object?>().Select(item => Struct(field, item)).ToList(),
        _ when field.Type == DataType.Json => JsonValues.ToText(value),
        _ when field.Type == DataType.SparseFloatVector => ToJson(value),
        _ => value,
    };

    private static IDictionary<string, object?> Struct(Field field, object? item)
    {
        var values = (IEnumerable<KeyValuePair<string, object?>>)item!;
        var cells = field.StructField.ToDictionary(part => part.Name, _ => (object?)null, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            cells[name] = ConvertCell(field.StructField.First(part => part.Name == name), value);
        }

        return cells;
    }

    private static string ToJson(object? value) => Encoding.UTF8.GetString(JsonValues.ToUtf8(value, null));
}

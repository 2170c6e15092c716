using System.Collections;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;
using Milvus.Formats.Writing;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace Milvus.Formats.Parquet;

/// <summary>Writes rows as Parquet, in row groups.</summary>
/// <param name="stream">The output; it must be able to seek.</param>
/// <param name="schema">The collection.</param>
/// <param name="columns">The fields, and $meta for the dynamic keys.</param>
/// <param name="continued">Whether the stream has a whole file already, whose row groups are continued.</param>
internal sealed class ParquetRowWriter(Stream stream, Collection schema, IReadOnlyList<string> columns, bool continued = false) : RowWriter
{
    private const int FullGroup = 10_000;

    private readonly ParquetSchema _schema = ParquetSchemas.Create(schema, columns);
    private readonly Dictionary<string, Field> _fields = schema.Field.ToDictionary(field => field.Name, StringComparer.Ordinal);
    private readonly List<IDictionary<string, object?>> _rows = [];
    private bool _begun = continued;

    public override void Dispose()
    {
    }

    internal override void Write(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var cells = columns.ToDictionary(name => name, _ => (object?)null, StringComparer.Ordinal);
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

        _rows.Add(cells);
        // A row is not in the file before its group is complete, and a commit completes it.
        Pending = _rows.Count == FullGroup ? long.MaxValue : Pending + cells.Values.Sum(Measure);
    }

    internal override void Commit()
    {
        if (_rows.Count > 0)
        {
            WriteGroup();
        }

        Pending = 0;
    }

    /// <summary>Writes the remaining rows; a file without rows still has its columns.</summary>
    internal override void Finish()
    {
        if (_rows.Count > 0 || !_begun)
        {
            WriteGroup();
        }

        stream.Flush();
    }

    private void WriteGroup()
    {
        stream.Position = 0;
        try
        {
            ParquetSerializer
                .SerializeUntypedAsync(_rows, _schema, stream, new ParquetOptions { Append = _begun })
                .GetAwaiter()
                .GetResult();
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

        _begun = true;
        _rows.Clear();
    }

    private static object? ConvertCell(Field field, object? value) => value switch
    {
        null => null,
        IEnumerable items when ParquetSchemas.IsStructs(field) => items.Cast<object?>().Select(item => Struct(field, item)).ToList(),
        _ when field.Type == DataType.Json => JsonValues.ToText(value),
        _ when field.Type == DataType.SparseFloatVector => ToJson(value),
        IEnumerable items when field.Type == DataType.Int8Vector => List<sbyte>(items),
        IEnumerable items when field.Type == DataType.Array => Elements(field.ElementType, items),
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

    // The library requires lists of exactly the column's type, and ReadOnlyMemory of char for texts in lists.
    private static object Elements(DataType type, IEnumerable items) => FieldTypes.Of(type) switch
    {
        { IsNumber: true, Number: { } number } => number.Accept(new NumberLists(items)),
        { Family: FieldFamily.Boolean } => List<bool>(items),
        _ => items.Cast<object?>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture).AsMemory()).ToList(),
    };

    private static List<T> List<T>(IEnumerable items) =>
        items is IEnumerable<T> typed
            ? [.. typed]
            : [.. items.Cast<object>().Select(item => (T)Convert.ChangeType(item, typeof(T), CultureInfo.InvariantCulture))];

    private static string ToJson(object? value) => Encoding.UTF8.GetString(JsonValues.ToUtf8(value, null));

    private sealed class NumberLists(IEnumerable items) : INumberVisitor<object>
    {
        object INumberVisitor<object>.VisitInteger<T>() => List<T>(items);

        object INumberVisitor<object>.VisitFloat<T>() => List<T>(items);
    }
}

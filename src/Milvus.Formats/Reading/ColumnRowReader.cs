using System.Globalization;
using System.Text;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;
using Milvus.Formats.Columns;
using Milvus.Formats.Parquet;
using Milvus.Parquet.Columns;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Reading;

/// <summary>Reads the rows of a file with typed columns for a collection, one at a time.</summary>
internal static class ColumnRowReader
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the rows; the columns of the file are checked before the first row.</summary>
    /// <param name="file">The file.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="names">Chooses the fields of the columns by their names, in the order of the file; null omits a column.</param>
    /// <param name="token">Cancels the read.</param>
    /// <exception cref="MilvusException">A column does not fit its field.</exception>
    /// <exception cref="RowFileException">The file is damaged.</exception>
    internal static IEnumerable<Func<IReadOnlyList<KeyValuePair<string, object?>>>> Read(
        IColumnFile file,
        Collection schema,
        Func<IReadOnlyList<string>, IReadOnlyList<string?>> names,
        CancellationToken token)
    {
        var fields = names([.. file.Columns.Select(column => column.Name)]);
        var cells = file.Columns
            .Select((column, i) => (
                Place: i,
                Name: fields[i]!,
                Convert: fields[i] is { } name
                    ? CreateConversion(schema.Field.FirstOrDefault(field => field.Name == name), column)
                    : null))
            .Where(cell => cell.Convert is not null)
            .ToArray();
        file.Limit([.. file.Columns.Select((column, i) =>
            FieldLimits.Create(schema.Field.FirstOrDefault(field => field.Name == fields[i]), column))]);
        var vectors = cells
            .Select(cell => (cell.Place, file.Columns[cell.Place].Name, schema.Field.FirstOrDefault(field => field.Name == cell.Name)))
            .Where(cell => cell.Item3 is { Dimension: not null })
            .Select(cell => new CheckedVector(cell.Place, cell.Name, cell.Item3!))
            .ToArray();
        foreach (var values in DimensionCheck.Pass(file.ReadRows(token), vectors))
        {
            yield return () =>
            {
                var row = new KeyValuePair<string, object?>[cells.Length];
                for (var i = 0; i < row.Length; i++)
                {
                    var (place, name, convert) = cells[i];
                    row[i] = new(name, values[place] is { } value ? convert!(CheckText(name, value)) : null);
                }

                return row;
            };
        }
    }

    /// <summary>Converts values of a column for its field.</summary>
    private static Func<object, object> CreateConversion(Field? field, ParquetNode column)
    {
        if (field is not null && !ParquetTypes.Converts(field.Type, field.ElementType, column))
        {
            throw new MilvusException(
                MilvusErrorId.SchemaMismatch,
                $"column '{column.Name}' is {column.TypeName}, which does not fit field '{field.Name}' of type {field.Type}"
                    + $"{(field.Type == DataType.Array ? $" of {field.ElementType}" : string.Empty)}.")
            {
                Field = field.Name,
            };
        }

        var convert = CreateTextConversion(field, column);
        return new ExactValues(field?.Name ?? column.Name).Create(field, column) is { } exact ? value => convert(exact(value)) : convert;
    }

    private static Func<object, object> CreateTextConversion(Field? field, ParquetNode column) =>
        field is null ? value => value : FieldTypes.Of(field.Type) switch
        {
            // Structs as JSON text, as in CSV.
            _ when field is { Type: DataType.Array, ElementType: DataType.Struct } && column.Leaf?.Type == LeafType.Text =>
                value => JsonValues.Parse((string)value, field, 0)!,
            // Each byte is a number, not a part of a float.
            { Type: DataType.FloatVector } when column.Item?.Leaf?.Type == LeafType.UInt8 => value =>
                value is byte[] numbers ? Array.ConvertAll(numbers, number => (float)number) : value,
            { IsText: true } or { Family: FieldFamily.Json } when column.Leaf?.Type == LeafType.Bytes => value =>
                DecodeText(field.Name, (byte[])value),
            { IsText: true } when column.Leaf is not null => ToText,
            { Family: FieldFamily.Array } when column.Item?.Leaf?.Type == LeafType.Bytes && field.ElementType == DataType.VarChar =>
                value => DecodeTexts(field.Name, (Array)value),
            { Family: FieldFamily.Array } when column.Item?.Leaf is not null && FieldTypes.Of(field.ElementType).IsText =>
                value => value is Array items ? items.Cast<object?>().Select(item => item is null ? null : ToText(item)).ToArray() : value,
            _ => value => value,
        };

    // The type of the column says what a date or a decimal is, so its text is exact. Digits after the decimal point stay.
    private static object ToText(object value) =>
        value is decimal number ? number.ToString(CultureInfo.InvariantCulture) : PlainText.ToText(value) ?? value;

    private static object CheckText(string field, object value) =>
        value is BrokenText || (value is object?[] items && Array.Exists(items, item => item is BrokenText))
            ? throw CreateRefused(field, "the bytes are not UTF-8 text")
            : value;

    private static string[] DecodeTexts(string field, Array values) =>
        [
            .. values
                .Cast<byte[]?>()
                .Select(value =>
                    value is null
                        ? throw CreateRefused(field, "an element is null, but arrays do not accept null")
                        : DecodeText(field, value)),
        ];

    // Early writers did not mark bytes as text.
    private static string DecodeText(string field, byte[] bytes)
    {
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw CreateRefused(field, "the bytes are not UTF-8 text");
        }
    }

    private static MilvusException CreateRefused(string field, string why) =>
        new(MilvusErrorId.SchemaMismatch, $"Field {field}: {why}.") { Field = field };
}

using System.Text;
using Milvus.Core.Types;
using Milvus.Parquet;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Parquet;

/// <summary>Reads the rows of a Parquet file for a collection, one at a time.</summary>
internal static class ParquetRowReader
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the rows; the schema of the file is checked before the first row.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="check">Checks the names of the columns.</param>
    /// <param name="token">Cancels the read.</param>
    /// <exception cref="MilvusException">The file is not Parquet, is damaged, or has a column that does not fit its field.</exception>
    internal static IEnumerable<Func<IReadOnlyList<KeyValuePair<string, object?>>>> Read(
        Stream stream, Collection schema, Action<IReadOnlyList<string>> check, CancellationToken token)
    {
        var file = Guard(() => ParquetFile.Open(stream));
        check([.. file.Columns.Select(column => column.Name)]);
        var cells = file
            .Columns.Select(column => CreateConversion(schema.Field.FirstOrDefault(field => field.Name == column.Name), column))
            .ToArray();
        using var rows = file.ReadRows(file.Columns, token).GetEnumerator();
        while (Guard(rows.MoveNext))
        {
            var values = rows.Current;
            yield return () =>
                [
                    .. values.Select(
                        (value, i) => new KeyValuePair<string, object?>(file.Columns[i].Name, value is null ? null : cells[i](value))),
                ];
        }
    }

    /// <summary>Converts values of a column for its field.</summary>
    private static Func<object, object> CreateConversion(Field? field, ParquetNode column)
    {
        if (field is not null && !ParquetTypes.Converts(field.Type, column))
        {
            throw new MilvusException(
                MilvusErrorId.SchemaMismatch,
                $"column '{column.Name}' is {column.TypeName}, which does not fit field '{field.Name}' of type {field.Type}.")
            {
                Field = field.Name,
            };
        }

        return field is null ? value => value : FieldTypes.Of(field.Type) switch
        {
            // Each byte is a number, not a part of a float.
            { Type: DataType.FloatVector } when column.Item?.Leaf?.Type == LeafType.UInt8 => value =>
                Array.ConvertAll((byte[])value, number => (float)number),
            { IsText: true } or { Family: FieldFamily.Json } when column.Leaf?.Type == LeafType.Bytes => value =>
                DecodeText(field.Name, (byte[])value),
            { Family: FieldFamily.Array } when column.Item?.Leaf?.Type == LeafType.Bytes && field.ElementType == DataType.VarChar =>
                value => DecodeTexts(field.Name, (Array)value),
            _ => value => value,
        };
    }

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

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ParquetException failure)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file cannot be read as Parquet: {failure.Message}.", failure);
        }
    }
}

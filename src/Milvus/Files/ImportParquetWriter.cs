using System.Globalization;
using System.Text;
using Milvus.Core.Marshalling.Columns;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;
using Milvus.Formats.Parquet;

namespace Milvus.Files;

/// <summary>
/// Writes rows to a Parquet file for the server's import. As in <see cref="ImportFileWriter"/>, each row is validated and converted as in
/// an insert.
/// </summary>
internal sealed class ImportParquetWriter : IImportRows
{
    private const int RowsAtATime = 1000;
    private const long GroupBytes = 32 << 20;

    private readonly RowBatch _batch;
    private readonly ParquetRowWriter _parquet;

    internal ImportParquetWriter(Stream stream, Collection schema, Func<object, object?>? unwrap)
    {
        _batch = new RowBatch(schema, unwrap: unwrap);
        // The server computes the outputs of functions, and generates keys that it does not accept.
        var columns = schema.Field
            .Where(field => !field.IsFunctionOutput && (!field.PrimaryKey || ServerKeys.AcceptsKeys(schema)))
            .Select(field => field.Name)
            .ToList();
        if (schema.EnableDynamicField)
        {
            columns.Add(RowBatch.DynamicField);
        }

        _parquet = new ParquetRowWriter(stream, schema, columns);
    }

    public long RowCount { get; private set; }

    public void Add(IEnumerable<KeyValuePair<string, object?>> row)
    {
        _batch.Add(row);
        RowCount++;
        if (_batch.Count >= RowsAtATime)
        {
            WriteBatch();
        }
    }

    public void Finish()
    {
        WriteBatch();
        _parquet.Finish();
    }

    public void Dispose() => _batch.Clear();

    private void WriteBatch()
    {
        var columns = _batch.Columns.ToArray();
        // Null rows are not in the payload, so each column has its own index.
        var payload = new int[columns.Length];
        for (var row = 0; row < _batch.Count; row++)
        {
            var cells = new List<KeyValuePair<string, object?>>(columns.Length);
            for (var i = 0; i < columns.Length; i++)
            {
                if (columns[i] is JsonFieldColumn { Field.IsDynamic: true } dynamic)
                {
                    // The Parquet writer puts the dynamic keys of a row together.
                    cells.AddRange(ReadKeys(dynamic.Values[payload[i]++]));
                    continue;
                }

                var isNull = columns[i].Valid is { } valid && !valid[row];
                cells.Add(new(columns[i].Field.Name, isNull ? null : GetCell(columns[i], payload[i]++)));
            }

            _parquet.Write(cells);
            if (_parquet.Pending >= GroupBytes)
            {
                _parquet.Commit();
            }
        }

        _batch.Clear();
    }

    private static IEnumerable<KeyValuePair<string, object?>> ReadKeys(byte[] json) =>
        JsonValues.Parse(json) as IEnumerable<KeyValuePair<string, object?>> ?? [];

    private static object GetCell(FieldColumn column, int at) => column switch
    {
        BoolFieldColumn bools => bools.Values[at],
        Int32FieldColumn ints => ToNumber(column.Field, ints.Values[at]),
        Int64FieldColumn longs => longs.Values[at],
        FloatFieldColumn floats => floats.Values[at],
        DoubleFieldColumn doubles => doubles.Values[at],
        TextFieldColumn texts => texts.Values[at],
        JsonFieldColumn json => Encoding.UTF8.GetString(json.Values[at]),
        ArrayFieldColumn arrays => arrays.Values[at],
        FloatVectorFieldColumn vectors => Slice(vectors, at),
        SparseVectorFieldColumn sparse => SparseVectors.FromBytes(sparse.Values[at]),
        ByteVectorFieldColumn bytes => GetVector(column.Field.Type, bytes.Bytes.Slice(at * bytes.Width, bytes.Width)),
        _ => throw new MilvusException(
            MilvusErrorId.NotSupported,
            $"Field {column.Field.Name}: a {column.Field.Type} cannot be written to an import file."),
    };

    private static object ToNumber(Field field, int value) => FieldTypes.Of(field.Type) is { IsNumber: true, Number: { } number }
        ? Convert.ChangeType(value, number.Type, CultureInfo.InvariantCulture)
        : value;

    private static float[] Slice(FloatVectorFieldColumn vectors, int at)
    {
        var width = vectors.Field.Dimension ?? 0;
        return vectors.Components.Slice(at * width, width).ToArray();
    }

    private static object GetVector(DataType type, ReadOnlySpan<byte> bytes)
    {
        if (type == DataType.BinaryVector)
        {
            return bytes.ToArray();
        }

        var numbers = new float[type == DataType.Int8Vector ? bytes.Length : bytes.Length / 2];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = type switch
            {
                DataType.Int8Vector => (sbyte)bytes[i],
                DataType.Float16Vector => (float)BitConverter.ToHalf(bytes[(2 * i)..]),
                _ => BitConverter.Int32BitsToSingle(BitConverter.ToUInt16(bytes[(2 * i)..]) << 16),
            };
        }

        return numbers;
    }
}

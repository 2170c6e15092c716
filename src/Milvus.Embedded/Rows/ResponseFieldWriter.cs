using Google.Protobuf;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Rows;

/// <summary>
/// Writes rows of a column as values of a response. As in Milvus, scalars have a value for a null row and vectors do not. The flags say
/// which rows are not null.
/// </summary>
internal static class ResponseFieldWriter
{
    public static FieldData Write(FieldSchema field, Column column, IReadOnlyList<int> rows)
    {
        var data = new FieldData { Type = field.DataType, FieldName = field.Name, FieldId = field.FieldID, IsDynamic = field.IsDynamic };
        if (field.Nullable)
        {
            data.ValidData.AddRange(rows.Select(row => !column.IsNull(row)));
        }

        switch (column)
        {
            case VectorColumn vectors:
                data.Vectors = Vectors(vectors, [.. rows.Where(row => !column.IsNull(row))]);
                break;
            case VectorArrayColumn lists:
                data.Vectors = Lists(lists, rows);
                break;
            case SparseColumn sparse:
                data.Vectors = Sparse(sparse, [.. rows.Where(row => !column.IsNull(row))]);
                break;
            default:
                data.Scalars = Scalars(column, rows);
                break;
        }

        return data;
    }

    /// <summary>The keys of rows.</summary>
    public static IDs Keys(Column column, IEnumerable<int> rows)
    {
        var ids = new IDs();
        if (column is ValueColumn<long> numbers)
        {
            ids.IntId = new LongArray();
            ids.IntId.Data.AddRange(rows.Select(row => numbers[row]));
        }
        else
        {
            var texts = (ValueColumn<string>)column;
            ids.StrId = new StringArray();
            ids.StrId.Data.AddRange(rows.Select(row => texts[row]));
        }

        return ids;
    }

    private static ScalarField Scalars(Column column, IReadOnlyList<int> rows)
    {
        var scalars = new ScalarField();
        var wire = column.Type.Describe().Wire;
        switch (column)
        {
            case ValueColumn<bool> values:
                (scalars.BoolData = new()).Data.AddRange(rows.Select(row => values[row]));
                break;
            case ValueColumn<int> values:
                (scalars.IntData = new()).Data.AddRange(rows.Select(row => values[row]));
                break;
            case ValueColumn<long> values:
                (scalars.LongData = new()).Data.AddRange(rows.Select(row => values[row]));
                break;
            case ValueColumn<float> values:
                (scalars.FloatData = new()).Data.AddRange(rows.Select(row => values[row]));
                break;
            case ValueColumn<double> values:
                (scalars.DoubleData = new()).Data.AddRange(rows.Select(row => values[row]));
                break;
            // Columns narrower than the numbers they travel in.
            case INumberColumn values when wire == WireCase.Int:
                (scalars.IntData = new()).Data.AddRange(rows.Select(row => (int)values.ReadInteger(row)));
                break;
            case INumberColumn values:
                (scalars.LongData = new()).Data.AddRange(rows.Select(values.ReadInteger));
                break;
            case ValueColumn<string> values when wire == WireCase.Geometry:
                (scalars.GeometryWktData = new()).Data.AddRange(rows.Select(row => values[row]));
                break;
            case ValueColumn<string> values:
                (scalars.StringData = new()).Data.AddRange(rows.Select(row => values[row]));
                break;
            case JsonColumn values:
                (scalars.JsonData = new()).Data.AddRange(rows.Select(row => ByteString.CopyFrom(values[row])));
                break;
            case ArrayColumn values:
                (scalars.ArrayData = new() { ElementType = values.ElementType }).Data.AddRange(rows.Select(row => Item(values[row])));
                break;
            default: throw new InvalidOperationException($"column {column.Name} of type {column.Type} cannot be sent");
        }

        return scalars;
    }

    private static ScalarField Item(Array array)
    {
        var item = new ScalarField();
        switch (array)
        {
            case bool[] values: (item.BoolData = new()).Data.AddRange(values); break;
            case int[] values: (item.IntData = new()).Data.AddRange(values); break;
            case long[] values: (item.LongData = new()).Data.AddRange(values); break;
            case float[] values: (item.FloatData = new()).Data.AddRange(values); break;
            case double[] values: (item.DoubleData = new()).Data.AddRange(values); break;
            default: (item.StringData = new()).Data.AddRange((string[])array); break;
        }

        return item;
    }

    private static VectorField Vectors(VectorColumn column, int[] rows)
    {
        var field = new VectorField { Dim = column.Dim };
        if (column.Type == DataType.FloatVector)
        {
            field.FloatVector = new FloatArray();
            field.FloatVector.Data.Capacity = rows.Length * column.Dim;
            foreach (var row in rows)
            {
                foreach (var value in column.Floats(row))
                {
                    field.FloatVector.Data.Add(value);
                }
            }

            return field;
        }

        var bytes = new byte[rows.Length * column.Width];
        for (var i = 0; i < rows.Length; i++)
        {
            column[rows[i]].CopyTo(bytes.AsSpan(i * column.Width));
        }

        var all = UnsafeByteOperations.UnsafeWrap(bytes);
        switch (column.Type)
        {
            case DataType.BinaryVector: field.BinaryVector = all; break;
            case DataType.Float16Vector: field.Float16Vector = all; break;
            case DataType.Bfloat16Vector: field.Bfloat16Vector = all; break;
            default: field.Int8Vector = all; break;
        }

        return field;
    }

    private static VectorField Lists(VectorArrayColumn column, IReadOnlyList<int> rows)
    {
        var array = new VectorArray { Dim = column.Dim, ElementType = column.ElementType };
        foreach (var row in rows)
        {
            var vectors = new VectorColumn(column.Name, column.ElementType, column.Dim, nullable: false);
            vectors.Append(column[row]);
            array.Data.Add(Vectors(vectors, [.. Enumerable.Range(0, vectors.Count)]));
        }

        return new VectorField { Dim = column.Dim, VectorArray = array };
    }

    private static VectorField Sparse(SparseColumn column, int[] rows)
    {
        var sparse = new SparseFloatArray
        {
            Dim = rows.Select(row => column.Indices(row)).Max(indices => indices.Length > 0 ? indices[^1] + 1L : 0L as long?) ?? 0,
        };
        sparse.Contents.AddRange(
            rows.Select(row => UnsafeByteOperations.UnsafeWrap(SparseCodec.Encode(column.Indices(row), column.Values(row)))));
        return new VectorField { Dim = sparse.Dim, SparseFloatVector = sparse };
    }
}

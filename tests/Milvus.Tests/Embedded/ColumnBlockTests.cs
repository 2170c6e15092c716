using Milvus.Embedded.Columns;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Storage;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Columns that are copied by blocks, and vectors that are read where they lie, are the same as those made row by row.</summary>
public sealed class ColumnBlockTests
{
    /// <summary>Around the size of a chunk, so that blocks begin and end at any place of one.</summary>
    private static readonly int[] _blocks = [5, Column.ChunkRows + 904, 0, Column.ChunkRows, 1];

    private static readonly Dictionary<string, FieldSchema> _fields = new FieldSchema[]
    {
        Schemas.Field("bool", DataType.Bool),
        Schemas.Field("int8", DataType.Int8),
        Schemas.Field("int16", DataType.Int16),
        Schemas.Field("int32", DataType.Int32),
        Schemas.Field("int64", DataType.Int64),
        Schemas.Field("float", DataType.Float),
        Schemas.Field("double", DataType.Double),
        Schemas.Text("text"),
        Schemas.Field("json", DataType.Json),
        Schemas.Array("array", DataType.Int32),
        Schemas.Vector("sparse", DataType.SparseFloatVector),
        Schemas.Vector("vector"),
        Schemas.Vector("bits", DataType.BinaryVector, 16),
        new(Schemas.Vector("list", DataType.ArrayOfVector)) { ElementType = DataType.FloatVector },
    }.ToDictionary(field => field.Name, field => field.Nullable());

    public static TheoryData<string> Fields => [.. _fields.Keys];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Column_appended_by_blocks_is_the_same_as_row_by_row(string name)
    {
        var byBlock = FieldColumns.Create(_fields[name]);
        var byRow = byBlock.Empty();
        foreach (var rows in _blocks)
        {
            var source = Sample(_fields[name], rows);
            byBlock.AppendFrom(source);
            for (var row = 0; row < rows; row++)
            {
                byRow.AppendFrom(source, row);
            }
        }

        CheckSame(byRow, byBlock);
        var read = byBlock.Empty();
        ColumnCodec.Decode(read, ColumnCodec.Encode(byBlock));
        CheckSame(byRow, read);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void RequestVectorReader_vectors_are_the_same_where_they_lie_as_copied(bool halves, bool fillers)
    {
        var type = halves ? DataType.Float16Vector : DataType.FloatVector;
        const int Rows = Column.ChunkRows + 904;
        var field = Schemas.Vector("v", type).Nullable();
        var flags = Enumerable.Range(0, Rows).Select(row => row % 3 != 0).ToArray();
        var copied = new VectorColumn("v", type, 4, nullable: true);
        List<float> sent = [];
        for (var row = 0; row < Rows; row++)
        {
            float[] values = [row, -row, 0.5f, row % 7];
            if (flags[row])
            {
                copied.Append(halves ? HalfBytesOf(values) : BytesOf(values));
            }
            else
            {
                copied.AppendNull();
            }

            // A filler is not zero here: it must not reach the file.
            sent.AddRange(flags[row] || fillers ? values : []);
        }

        var data = new FieldData(Data.Vectors("v", 4, [.. sent])) { Type = type };
        var read = RequestFieldReader.Read(field, data.Valid(flags), Rows);

        CheckSame(copied, read);
        var appended = read.Empty();
        appended.AppendFrom(Sample(field, 7));
        appended.AppendFrom(read);
        var expected = read.Empty();
        expected.AppendFrom(Sample(field, 7));
        for (var row = 0; row < Rows; row++)
        {
            expected.AppendFrom(read, row);
        }

        CheckSame(expected, appended);
    }

    [Fact]
    public void RequestVectorReader_vectors_refuse_more_rows()
    {
        var field = Schemas.Vector("v").Nullable();
        var read = RequestFieldReader.Read(field, Data.Vectors("v", 4, 1, 2, 3, 4), 1);

        Assert.Throws<NotSupportedException>(read.AppendNull);
        Assert.Throws<NotSupportedException>(() => read.AppendFrom(Sample(field, 3)));
        Assert.Throws<NotSupportedException>(() => read.AppendFrom(Sample(field, 3), 1));
    }

    private static void CheckSame(Column expected, Column actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.HasNulls, actual.HasNulls);
        for (var row = 0; row < expected.Count; row++)
        {
            Assert.Equal(expected.IsNull(row), actual.IsNull(row));
            if (expected is IVectorRows vectors && !expected.IsNull(row))
            {
                Assert.True(vectors[row].SequenceEqual(((IVectorRows)actual)[row]), $"row {row} differs");
            }
        }

        Assert.True(ColumnCodec.Encode(expected).AsSpan().SequenceEqual(ColumnCodec.Encode(actual)), "the blobs differ");
    }

    /// <summary>A column in which every fourth row is null.</summary>
    private static Column Sample(FieldSchema field, int rows)
    {
        var column = FieldColumns.Create(field);
        for (var row = 0; row < rows; row++)
        {
            if (row % 4 == 2)
            {
                column.AppendNull();
            }
            else
            {
                Append(column, row);
            }
        }

        return column;
    }

    private static void Append(Column column, int row)
    {
        switch (column)
        {
            case ValueColumn<bool> values: values.Append(row % 3 == 0); break;
            case ValueColumn<sbyte> values: values.Append((sbyte)row); break;
            case ValueColumn<short> values: values.Append((short)row); break;
            case ValueColumn<int> values: values.Append(row); break;
            case ValueColumn<long> values: values.Append(row * 3L); break;
            case ValueColumn<float> values: values.Append(row / 2f); break;
            case ValueColumn<double> values: values.Append(row / 3d); break;
            case ValueColumn<string> values: values.Append($"text {row}"); break;
            case JsonColumn texts: texts.Append([(byte)'0', (byte)('0' + row % 10)]); break;
            case ArrayColumn arrays: arrays.Append((int[])[row, row + 1]); break;
            case SparseColumn sparse: sparse.Append([(uint)row, (uint)row + 5], [1, row]); break;
            case VectorArrayColumn lists: lists.Append(BytesOf([row, 1, 2, 3])); break;
            case VectorColumn vectors: vectors.Append(BytesOf([row, -row, 1, 2]).AsSpan(0, vectors.Width)); break;
            default: throw new ArgumentException(column.GetType().Name, nameof(column));
        }
    }

    private static byte[] BytesOf(float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] HalfBytesOf(float[] values) => [.. values.SelectMany(value => BitConverter.GetBytes((Half)value))];
}

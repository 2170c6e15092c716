using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Milvus.Formats;
using Milvus.Formats.Arrow;
using Milvus.Tests.Parquet;

namespace Milvus.Tests.Formats;

/// <summary>Arrow has no checksums. One wrong byte outside of the values must be an error, or change nothing.</summary>
public sealed class GarbledArrowTests
{
    private const int MagicBytes = 8;
    private const int PrefixBytes = 8;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GarbledArrow_each_byte_of_the_metadata_is_an_error_or_changes_nothing(bool isFile)
    {
        var whole = Write(isFile);
        var (expected, bodies, schema) = (Show(whole), FindBodies(whole, isFile), FindSchema(whole));
        var found = 0;
        for (var at = 0; at < whole.Length; at++)
        {
            // A stream has its schema only once, so another type of the same width cannot be found.
            if (bodies.Exists(body => body.Contains(at)) || (!isFile && schema.Contains(at)))
            {
                continue;
            }

            foreach (var bits in new byte[] { 1, 8, 32, 255 })
            {
                var garbled = (byte[])whole.Clone();
                garbled[at] ^= bits;
                try
                {
                    Assert.Equal(expected, Show(garbled));
                }
                catch (RowFileException)
                {
                    found++;
                }
            }
        }

        Assert.True(found > 500, $"{found} errors");
    }

    private static byte[] Write(bool isFile)
    {
        using var stream = new MemoryStream();
        var batch = new RecordBatch.Builder()
            .Append("i", false, column => column.Int32(array => array.AppendRange([1, 2, 3, 4, 5])))
            .Append("t", true, column => column.String(array => array.Append("a").Append("b").AppendNull().Append("\u00E9").Append("")))
            .Append("f", false, column => column.Float(array => array.AppendRange([1.5f, 2, 3, 4, 5])))
            .Append("b", true, column => column.Boolean(array => array.AppendRange([true, false, true, true, false])))
            .Build();
        using (var writer = isFile ? new ArrowFileWriter(stream, batch.Schema, leaveOpen: true)
            : new ArrowStreamWriter(stream, batch.Schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(batch);
            writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }

        return stream.ToArray();
    }

    private static string Show(byte[] bytes)
    {
        using var file = new ArrowFile(new MemoryStream(bytes));
        var rows = file.ReadRows(default).Select(row => CorpusValues.Show(file.Columns, row));
        return string.Join('\n', file.Columns.Select(column => $"{column.Name} {column.TypeName}").Concat(rows));
    }

    private static List<Part> FindBodies(byte[] whole, bool isFile)
    {
        var bodies = new List<Part>();
        var at = isFile ? MagicBytes : 0;
        var messages = new ArrowMessages();
        while (ReadLength(whole, at) is > 0 and var length)
        {
            var start = at + PrefixBytes + length;
            var body = (int)messages.Check(whole.AsSpan(at + PrefixBytes, length));
            bodies.Add(new Part(start, start + body));
            at = start + body;
        }

        return bodies;
    }

    private static Part FindSchema(byte[] whole) => new(0, PrefixBytes + ReadLength(whole, 0));

    private static int ReadLength(byte[] whole, int at) => BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(at + sizeof(uint)));

    private readonly record struct Part(int From, int To)
    {
        internal bool Contains(int at) => at >= From && at < To;
    }
}

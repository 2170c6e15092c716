using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Milvus.Formats.Columns;
using Milvus.Formats.Text;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Vecs;

/// <summary>
/// A .fvecs, .bvecs or .ivecs file, the formats of the TEXMEX sets: for each vector the number of components as a 32-bit integer, then the
/// components. The file has one column, which has no name in the file.
/// </summary>
/// <param name="stream">The file, which is closed with the columns.</param>
/// <param name="type">The components.</param>
/// <param name="name">The name of the column.</param>
internal sealed class VecsFile(Stream stream, VecsType type, string name) : IColumnFile
{
    public IReadOnlyList<ParquetNode> Columns { get; } =
        [ColumnNodes.CreateList(name, ColumnNodes.CreateLeaf(ColumnNodes.Element, type switch
        {
            VecsType.Floats or VecsType.SmallNumbers => LeafType.Float,
            VecsType.Bytes => LeafType.UInt8,
            _ => LeafType.Int32,
        }))];

    internal static int WidthOf(VecsType type) => type is VecsType.Bytes or VecsType.SmallNumbers ? 1 : 4;

    public void Dispose() => stream.Dispose();

    public IEnumerable<object?[]> ReadRows(CancellationToken token)
    {
        var head = new byte[sizeof(int)];
        for (var row = 1L; ; row++)
        {
            token.ThrowIfCancellationRequested();
            var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (read == 0)
            {
                yield break;
            }

            var count = read < head.Length ? throw CreateTruncated(row) : BinaryPrimitives.ReadInt32LittleEndian(head);
            if (count < 0)
            {
                throw new RowFileException(
                    RowFileFault.Syntax,
                    string.Create(CultureInfo.InvariantCulture, $"row {row} claims {count} components: the file has another format"));
            }

            var length = (long)count * WidthOf(type);
            if (stream.CanSeek && length > stream.Length - stream.Position)
            {
                throw CreateTruncated(row);
            }

            RowLimits.CheckLength(length, null);
            var bytes = new byte[length];
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                throw CreateTruncated(row);
            }

            yield return
            [
                type switch
                {
                    VecsType.Floats => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
                    VecsType.Bytes => bytes,
                    VecsType.SmallNumbers => Array.ConvertAll(bytes, number => (float)number),
                    _ => MemoryMarshal.Cast<byte, int>(bytes).ToArray(),
                },
            ];
        }
    }

    private static RowFileException CreateTruncated(long row) => new(
        RowFileFault.Truncated,
        string.Create(CultureInfo.InvariantCulture, $"it ends within row {row}, or has another format"));
}

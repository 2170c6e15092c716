using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Milvus.Formats.Vecs;

namespace Milvus.Formats.Writing;

/// <summary>Writes one field as a .fvecs, .bvecs or .ivecs file.</summary>
/// <param name="stream">The target, which stays open.</param>
/// <param name="zipped">Whether it is compressed.</param>
/// <param name="type">The components.</param>
/// <param name="field">The field.</param>
internal sealed class VecsRowWriter(Stream stream, bool zipped, VecsType type, string field) : RowWriter
{
    private Stream? _target;

    public override void Dispose()
    {
        if (zipped)
        {
            _target?.Dispose();
        }
    }

    internal override void Write(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var value = row.FirstOrDefault(pair => pair.Key == field).Value ?? throw new MilvusException(
            MilvusErrorId.SchemaMismatch,
            $"Field '{field}' is null, and files of vectors have no null.")
        {
            Field = field,
        };
        var (bytes, count) = ToBytes(value);
        Span<byte> head = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(head, count);
        _target ??= zipped ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true) : stream;
        _target.Write(head);
        _target.Write(bytes);
        Pending += head.Length + bytes.Length;
    }

    internal override void Commit()
    {
        Dispose();
        (_target, Pending) = (null, 0);
        if (zipped)
        {
            GzipMembers.Complete(stream);
        }

        stream.Flush();
    }

    internal override void Finish() => Commit();

    private (byte[] Bytes, int Count) ToBytes(object value)
    {
        try
        {
            switch (type)
            {
                case VecsType.Floats:
                    var floats = FieldNumbers.ToFloats(value);
                    return (MemoryMarshal.AsBytes(floats.AsSpan()).ToArray(), floats.Length);
                case VecsType.Integers:
                    var numbers = FieldNumbers.Convert(value, item => checked((int)Convert.ToInt64(item, CultureInfo.InvariantCulture)));
                    return (MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(), numbers.Length);
                default:
                    var bytes = FieldNumbers.Convert(value, item => checked((byte)Convert.ToInt64(item, CultureInfo.InvariantCulture)));
                    return (bytes, bytes.Length);
            }
        }
        catch (OverflowException failure)
        {
            throw new MilvusException(
                MilvusErrorId.ValueOutOfRange,
                $"Field '{field}': an element does not fit the {(type == VecsType.Integers ? "32-bit integers" : "bytes")} of the file.",
                failure)
            {
                Field = field,
            };
        }
    }
}

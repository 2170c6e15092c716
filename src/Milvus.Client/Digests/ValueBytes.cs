using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Milvus.Client.Values;

namespace Milvus.Client.Digests;

/// <summary>The bytes of the values of a column, in a form that only depends on the values. Vectors and numbers are not copied.</summary>
internal sealed class ValueBytes(DataType type, string method)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The bytes of a value; they are valid until the next call.</summary>
    internal delegate ReadOnlySpan<byte> At(int place);

    /// <summary>The number of scalars, and their bytes.</summary>
    internal (int Count, At Bytes) Open(Protocol.ScalarField scalars)
    {
        switch (scalars.DataCase)
        {
            case Protocol.ScalarField.DataOneofCase.BoolData:
                return Fixed(scalars.BoolData.Data);
            case Protocol.ScalarField.DataOneofCase.IntData:
                return Fixed(scalars.IntData.Data);
            case Protocol.ScalarField.DataOneofCase.LongData:
                return Fixed(scalars.LongData.Data);
            case Protocol.ScalarField.DataOneofCase.FloatData:
                return Fixed(scalars.FloatData.Data);
            case Protocol.ScalarField.DataOneofCase.DoubleData:
                return Fixed(scalars.DoubleData.Data);
            case Protocol.ScalarField.DataOneofCase.TimestamptzData:
                return Fixed(scalars.TimestamptzData.Data);
            case Protocol.ScalarField.DataOneofCase.StringData:
                var texts = scalars.StringData.Data;
                return (texts.Count, type == DataType.Timestamptz ? i => Time(texts[i]) : i => Text(texts[i]));
            case Protocol.ScalarField.DataOneofCase.GeometryWktData:
                var shapes = scalars.GeometryWktData.Data;
                return (shapes.Count, i => Text(shapes[i]));
            case Protocol.ScalarField.DataOneofCase.BytesData:
                return Bytes(scalars.BytesData.Data);
            case Protocol.ScalarField.DataOneofCase.GeometryData:
                return Bytes(scalars.GeometryData.Data);
            case Protocol.ScalarField.DataOneofCase.JsonData:
                var json = scalars.JsonData.Data;
                return (json.Count, i => Json(json[i]));
            case Protocol.ScalarField.DataOneofCase.ArrayData:
                var arrays = scalars.ArrayData.Data;
                return (arrays.Count, i => List(arrays[i]));
            case Protocol.ScalarField.DataOneofCase.None:
                return (0, _ => default);
            default:
                throw Broken($"scalars of the kind {scalars.DataCase}, which cannot be compared");
        }
    }

    /// <summary>The number of vectors, and their bytes.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="owner">The dimension of the list with the vectors; 0 outside of lists.</param>
    internal (int Count, At Bytes) Open(Protocol.VectorField vectors, long owner = 0)
    {
        var dim = vectors.Dim > 0 ? vectors.Dim : owner;
        switch (vectors.DataCase)
        {
            case Protocol.VectorField.DataOneofCase.FloatVector:
                var floats = vectors.FloatVector.Data;
                return Equal(
                    floats.Count * sizeof(float),
                    dim * sizeof(float),
                    () => MemoryMarshal.AsBytes(UnsafeCollectionOperations.AsSpan(floats)));
            case Protocol.VectorField.DataOneofCase.BinaryVector:
                return Equal(vectors.BinaryVector.Length, dim / 8, () => vectors.BinaryVector.Span);
            case Protocol.VectorField.DataOneofCase.Float16Vector:
                return Equal(vectors.Float16Vector.Length, dim * 2, () => vectors.Float16Vector.Span);
            case Protocol.VectorField.DataOneofCase.Bfloat16Vector:
                return Equal(vectors.Bfloat16Vector.Length, dim * 2, () => vectors.Bfloat16Vector.Span);
            case Protocol.VectorField.DataOneofCase.Int8Vector:
                return Equal(vectors.Int8Vector.Length, dim, () => vectors.Int8Vector.Span);
            case Protocol.VectorField.DataOneofCase.SparseFloatVector:
                var contents = vectors.SparseFloatVector.Contents;
                return (contents.Count, i => Sparse(contents[i].Span));
            case Protocol.VectorField.DataOneofCase.VectorArray:
                var lists = vectors.VectorArray;
                return (lists.Data.Count, i => List(lists.Data[i], lists.Dim));
            case Protocol.VectorField.DataOneofCase.None:
                return (0, _ => default);
            default:
                throw Broken($"vectors of the kind {vectors.DataCase}, which cannot be compared");
        }
    }

    // Numbers lie in memory as they are hashed: .NET runs on machines that are little-endian.
    private static (int Count, At Bytes) Fixed<T>(RepeatedField<T> values)
        where T : unmanaged => (values.Count, i => MemoryMarshal.AsBytes(UnsafeCollectionOperations.AsSpan(values).Slice(i, 1)));

    private static (int Count, At Bytes) Bytes(RepeatedField<ByteString> values) => (values.Count, i => values[i].Span);

    private delegate ReadOnlySpan<byte> AllBytes();

    private (int Count, At Bytes) Equal(long length, long width, AllBytes all) =>
        length == 0 ? (0, _ => default)
        : width is > 0 and <= int.MaxValue && length % width == 0
            ? ((int)(length / width), i => all().Slice(i * (int)width, (int)width))
            : throw Broken($"{length} bytes of vectors with {width} bytes each");

    private ReadOnlySpan<byte> Text(string text)
    {
        _buffer.ResetWrittenCount();
        Append(text);
        return _buffer.WrittenSpan;
    }

    private void Append(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Encoding.UTF8.GetBytes(text, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    // A time is what it denotes: servers write the same time with other offsets and another number of decimals.
    private ReadOnlySpan<byte> Time(string text)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return Text(text);
        }

        _buffer.ResetWrittenCount();
        AppendNumber(time.UtcTicks / TimeSpan.TicksPerMicrosecond - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond);
        return _buffer.WrittenSpan;
    }

    private ReadOnlySpan<byte> Json(ByteString value)
    {
        _buffer.ResetWrittenCount();
        try
        {
            // Some servers return nothing for JSON null.
            CanonicalJson.Write(value.IsEmpty ? "null"u8.ToArray() : value.Memory, _buffer);
            return _buffer.WrittenSpan;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw Broken($"an invalid JSON value ({failure.Message})");
        }
    }

    // The number of elements and the length of each element keep ["ab"] and ["a", "b"] apart.
    private ReadOnlySpan<byte> List(Protocol.ScalarField array)
    {
        var (count, at) = new ValueBytes(type, method).Open(array);
        return List(count, at);
    }

    private ReadOnlySpan<byte> List(Protocol.VectorField vectors, long dim)
    {
        var (count, at) = new ValueBytes(type, method).Open(vectors, dim);
        return List(count, at);
    }

    private ReadOnlySpan<byte> List(int count, At at)
    {
        _buffer.ResetWrittenCount();
        AppendNumber(count);
        for (var i = 0; i < count; i++)
        {
            var bytes = at(i);
            AppendNumber(bytes.Length);
            _buffer.Write(bytes);
        }

        return _buffer.WrittenSpan;
    }

    // Pairs of an index and a float, 4 bytes each, by ascending index.
    private ReadOnlySpan<byte> Sparse(ReadOnlySpan<byte> content)
    {
        if (content.Length % sizeof(ulong) != 0)
        {
            throw Broken("a truncated sparse vector");
        }

        var pairs = MemoryMarshal.Cast<byte, ulong>(content).ToArray();
        Array.Sort(pairs, static (one, other) => ((uint)one).CompareTo((uint)other));
        _buffer.ResetWrittenCount();
        _buffer.Write(MemoryMarshal.AsBytes(pairs.AsSpan()));
        return _buffer.WrittenSpan;
    }

    private void AppendNumber(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    private MilvusException Broken(string what) => ScalarReader.CreateProtocolError(method, string.Empty, what);
}

using System.Buffers;
using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Memory;
using Milvus.Formats.Columns;
using Milvus.Formats.Streams;
using Milvus.Parquet.Columns;
using Milvus.Parquet.Format;
using ArrowSchema = Apache.Arrow.Schema;

namespace Milvus.Formats.Arrow;

/// <summary>
/// Reads an Arrow file (.arrow, .feather of version 2) or an Arrow stream, with one record batch in memory. An Arrow file is a stream
/// between its magic bytes and its footer, and is read as one, so that it can be compressed as a whole.
/// </summary>
internal sealed class ArrowFile : IColumnFile
{
    // A buffer with the elements of lists, such as vectors.
    private const int MaxBufferBytes = 1 << 30;

    // A buffer of other values.
    private const int MaxPlainBufferBytes = 1 << 27;
    private static readonly byte[] _magic = "ARROW1"u8.ToArray();

    private readonly TailStream _stream;
    private readonly ArrowMessageStream _messages;
    private readonly ArrowStreamReader _reader;
    private readonly ArrowFooter? _footer;
    private ArrowSchema? _schema;
    private IReadOnlyList<ValueLimits> _limits;
    private int _batches;
    private readonly bool _isFile;
    private readonly Allocator _allocator = new();

    /// <exception cref="RowFileException">It is not Arrow, or has a column of a type that no field can have.</exception>
    internal ArrowFile(Stream stream)
    {
        var head = new byte[8];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (head.AsSpan().StartsWith("FEA1"u8))
        {
            throw new RowFileException(
                RowFileFault.NotRows, "it is Feather of version 1, which is not supported; pyarrow and pandas write version 2");
        }

        _isFile = head.AsSpan(0, read).StartsWith(_magic);
        _footer = _isFile && stream.CanSeek ? Guard(() => ArrowFooter.Read(stream)) : null;
        _stream = new TailStream(_isFile ? stream : new PrefixedStream(head.AsMemory(0, read), stream));
        _messages = new ArrowMessageStream(_stream);
        _reader = new ArrowStreamReader(_messages, _allocator, new ArrowCompression(), leaveOpen: false);
        Columns = Guard(() =>
        {
            _schema = _reader.Schema ?? throw new InvalidDataException("it has no schema");
            _footer?.CheckSchema(_schema);
            return _schema.FieldsList.Select(ArrowColumns.Create).ToList();
        });
        _limits = [.. Columns.Select(_ => ValueLimits.Default)];
    }

    public IReadOnlyList<ParquetNode> Columns { get; }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    public void Limit(IReadOnlyList<ValueLimits> limits)
    {
        _limits = limits;
        // The library reads the buffers of all columns of a record batch before it returns one.
        if (Columns.All(column => column.Kind == NodeKind.Leaf))
        {
            _allocator.Most = MaxPlainBufferBytes;
        }
    }

    public IEnumerable<object?[]> ReadRows(CancellationToken token)
    {
        var number = 0L;
        while (Guard(_reader.ReadNextRecordBatch) is { } batch)
        {
            using (batch)
            {
                _batches++;
                var readers = Columns.Select((column, i) => Guard(() => Open(batch, column, i, _limits[i]))).ToArray();
                for (var row = 0; row < batch.Length; row++)
                {
                    token.ThrowIfCancellationRequested();
                    number++;
                    yield return ReadRow(readers, row, number);
                }
            }
        }

        CheckEnd();
    }

    private static Func<int, object?> Open(RecordBatch batch, ParquetNode column, int place, ValueLimits limits)
    {
        var array = batch.Column(place);
        if (array.Length != batch.Length)
        {
            throw new InvalidDataException("a column has more or fewer rows than its batch");
        }

        ArrowArrays.Check(array.Data);
        return new ArrowValues(limits.Items).Open(column, array);
    }

    private object?[] ReadRow(Func<int, object?>[] readers, int row, long number)
    {
        var values = new object?[readers.Length];
        for (var i = 0; i < values.Length; i++)
        {
            try
            {
                values[i] = readers[i](row);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // Offsets of a damaged file lead outside of their buffers.
                var reason = failure is ParquetException ? failure.Message.TrimEnd('.') : "it is damaged";
                throw new RowFileException(
                    RowFileFault.Syntax,
                    string.Create(CultureInfo.InvariantCulture, $"column '{Columns[i].Name}', row {number}: {reason}"),
                    null,
                    failure);
            }
        }

        return values;
    }

    // A file that was cut off between two batches looks like a shorter stream.
    private void CheckEnd()
    {
        Guard(() =>
        {
            if (!_isFile || _footer is not null)
            {
                _messages.CopyTo(Stream.Null);
                _footer?.CheckBatches(_batches);
                return true;
            }

            using var rest = new MemoryStream();
            _messages.CopyTo(rest);
            var footer = ArrowFooter.Read(rest.GetBuffer().AsSpan(0, (int)rest.Length));
            footer.CheckSchema(_schema!);
            footer.CheckBatches(_batches);
            return true;
        });
        if (_isFile ? !_stream.Tail.EndsWith(_magic) : !_stream.Tail.EndsWith(new byte[sizeof(int)]))
        {
            throw new RowFileException(RowFileFault.Truncated, "it ends without the mark of its end: it is truncated");
        }
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure)
            when (failure
                    is EndOfStreamException
                        or not (OutOfMemoryException or RowFileException or OperationCanceledException or IOException))
        {
            // The library throws various exceptions for damaged metadata.
            throw new RowFileException(
                RowFileFault.NotRows,
                failure is NotSupportedException or NotImplementedException or InvalidDataException
                    ? $"it cannot be read as Arrow: {failure.Message.TrimEnd('.')}"
                    : "it cannot be read as Arrow: it is damaged, or has another format",
                null,
                failure);
        }
    }

    /// <summary>Refuses sizes that only damaged files have.</summary>
    private sealed class Allocator : MemoryAllocator
    {
        internal int Most { get; set; } = MaxBufferBytes;

        protected override IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated)
        {
            if (length > Most)
            {
                throw new InvalidDataException($"a record batch of {length >> 20} MB is too large; write smaller batches");
            }

            bytesAllocated = length;
            return new NativeBuffer(length);
        }
    }
}

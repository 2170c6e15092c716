using System.Buffers.Binary;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using ArrowField = Apache.Arrow.Field;
using ArrowSchema = Apache.Arrow.Schema;

namespace Milvus.Formats.Arrow;

/// <summary>
/// The end of an Arrow file, which has its schema and its batches a second time. The file is read as a stream, and the footer tells whether
/// the stream is whole.
/// </summary>
internal sealed class ArrowFooter
{
    private const string ExtensionName = "ARROW:extension:name";
    private const int MaxBytes = 64 << 20;
    private const int Schema = 1;
    private const int DictionaryBlocks = 2;
    private const int BatchBlocks = 3;
    private const int Metadata = 4;
    private const int BlockBytes = 24;
    private static readonly byte[] _start = [.. "ARROW1"u8, 0, 0];
    private static readonly byte[] _end = "ARROW1"u8.ToArray();

    private readonly string _schema;
    private readonly int _batches;

    private ArrowFooter(string schema, int batches) => (_schema, _batches) = (schema, batches);

    private static int TailBytes => sizeof(int) + _end.Length;

    /// <summary>Reads the footer of a file that can seek, whose position stays.</summary>
    /// <exception cref="InvalidDataException">It has none.</exception>
    internal static ArrowFooter Read(Stream file)
    {
        var position = file.Position;
        try
        {
            var tail = new byte[TailBytes];
            file.Position = Math.Max(0, file.Length - tail.Length);
            file.ReadExactly(tail);
            var length = ReadLength(tail);
            if (length > file.Length - tail.Length)
            {
                throw CreateMissing();
            }

            var footer = new byte[length + tail.Length];
            file.Position = file.Length - footer.Length;
            file.ReadExactly(footer);
            return Parse(footer);
        }
        finally
        {
            file.Position = position;
        }
    }

    /// <summary>Reads the footer from the bytes behind the stream of a file.</summary>
    /// <exception cref="InvalidDataException">It has none.</exception>
    internal static ArrowFooter Read(ReadOnlySpan<byte> rest)
    {
        var length = rest.Length < TailBytes ? throw CreateMissing() : ReadLength(rest[^TailBytes..]);
        return length <= rest.Length - TailBytes ? Parse(rest[^(length + TailBytes)..].ToArray()) : throw CreateMissing();
    }

    /// <summary>Compares the schema of the stream.</summary>
    /// <exception cref="InvalidDataException">It is another one.</exception>
    internal void CheckSchema(ArrowSchema schema)
    {
        if (_schema != Describe(schema))
        {
            throw new InvalidDataException("its columns at the beginning are not those at its end: it is damaged");
        }
    }

    /// <summary>Compares the number of batches that were read.</summary>
    /// <exception cref="InvalidDataException">It is another one.</exception>
    internal void CheckBatches(int batches)
    {
        if (_batches != batches)
        {
            throw new InvalidDataException($"it has {batches} batches of rows, but {_batches} according to its end: it is damaged");
        }
    }

    private static int ReadLength(ReadOnlySpan<byte> tail) =>
        tail.EndsWith(_end) && BinaryPrimitives.ReadInt32LittleEndian(tail) is > 0 and <= MaxBytes and var length
            ? length
            : throw CreateMissing();

    // The library reads the footer of a file without batches.
    private static ArrowFooter Parse(byte[] footer)
    {
        Check(footer.AsSpan(0, footer.Length - TailBytes));
        using var file = new ArrowFileReader(new MemoryStream([.. _start, .. footer]));
        var batches = file.RecordBatchCountAsync().AsTask().GetAwaiter().GetResult();
        return new ArrowFooter(Describe(file.Schema), batches);
    }

    // Footer of format/File.fbs of Arrow.
    private static void Check(ReadOnlySpan<byte> bytes)
    {
        var footer = FlatTable.OpenRoot(bytes);
        _ = new ArrowLayout(footer.GetTable(Schema), bytes.Length);
        footer.CountItems(DictionaryBlocks, BlockBytes);
        footer.CountItems(BatchBlocks, BlockBytes);
        ArrowLayout.CheckMetadata(footer, Metadata);
    }

    private static InvalidDataException CreateMissing() => new("it ends without its footer: it is truncated or damaged");

    private static string Describe(ArrowSchema schema) => string.Join('\n', schema.FieldsList.Select(Describe));

    private static string Describe(ArrowField field)
    {
        var extension = field.HasMetadata && field.Metadata.TryGetValue(ExtensionName, out var name) ? name : null;
        return $"{field.Name}|{field.IsNullable}|{extension}|{Describe(field.DataType)}";
    }

    private static string Describe(IArrowType type) => type switch
    {
        FixedSizeListType list => $"{list.TypeId} {list.ListSize} <{Describe(list.ValueField)}>",
        NestedType nested => $"{nested.TypeId} <{string.Join(", ", nested.Fields.Select(Describe))}>",
        DictionaryType dictionary => $"{dictionary.TypeId} {Describe(dictionary.IndexType)} {Describe(dictionary.ValueType)}",
        TimestampType time => $"{time.TypeId} {time.Unit} {time.Timezone}",
        TimeBasedType time => $"{time.TypeId} {time.Unit}",
        FixedSizeBinaryType bytes when type is Decimal32Type or Decimal64Type or Decimal128Type or Decimal256Type =>
            $"{bytes.TypeId} {Scale(type)}",
        FixedSizeBinaryType bytes => $"{bytes.TypeId} {bytes.ByteWidth}",
        _ => $"{type.TypeId}",
    };

    private static string Scale(IArrowType type) => type switch
    {
        Decimal32Type number => $"{number.Precision} {number.Scale}",
        Decimal64Type number => $"{number.Precision} {number.Scale}",
        Decimal128Type number => $"{number.Precision} {number.Scale}",
        Decimal256Type number => $"{number.Precision} {number.Scale}",
        _ => string.Empty,
    };
}

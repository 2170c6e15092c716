namespace Milvus.Formats.Arrow;

/// <summary>
/// Checks the metadata of messages (format/Message.fbs of Arrow). Arrow has no checksums, and the library believes what it reads: one
/// wrong bit would move a buffer, and with it all values of a column.
/// </summary>
internal sealed class ArrowMessages
{
    private const int HeaderType = 1;
    private const int Header = 2;
    private const int BodyLength = 3;
    private const int Metadata = 4;
    private const int DictionaryId = 0;
    private const int DictionaryData = 1;
    private const int BatchNodes = 1;
    private const int BatchBuffers = 2;
    private const int BatchViewBuffers = 4;

    // The format asks for 8, and recommends 64.
    private static readonly long[] _alignments = [8, 16, 32, 64];

    // From the first message.
    private ArrowLayout? _layout;

    private enum MessageType : byte
    {
        Schema = 1,
        DictionaryBatch = 2,
        RecordBatch = 3,
    }

    /// <summary>Checks the metadata of a message.</summary>
    /// <param name="metadata">The flatbuffer.</param>
    /// <returns>The length of the body, which follows.</returns>
    /// <exception cref="InvalidDataException">It contradicts itself.</exception>
    internal long Check(ReadOnlySpan<byte> metadata)
    {
        var message = FlatTable.OpenRoot(metadata);
        var (type, length) = ((MessageType)message.GetByte(HeaderType), message.GetInt64(BodyLength));
        ArrowLayout.CheckMetadata(message, Metadata);
        switch (type)
        {
            case MessageType.Schema when _layout is null && length == 0:
                _layout = new ArrowLayout(message.GetTable(Header), metadata.Length);
                break;
            case MessageType.RecordBatch when _layout is not null:
                CheckBatch(message.GetTable(Header), _layout.Rows, length);
                break;
            case MessageType.DictionaryBatch when _layout is not null:
                var dictionary = message.GetTable(Header);
                CheckBatch(dictionary.GetTable(DictionaryData), _layout.OfDictionary(dictionary.GetInt64(DictionaryId)), length);
                break;
            default:
                throw new InvalidDataException("its messages are not a schema and then batches of rows");
        }

        return length;
    }

    private static void CheckBatch(FlatTable batch, ArrowLayout.Parts parts, long body)
    {
        var rows = batch.GetInt64(0);
        var nodes = batch.GetPairs(BatchNodes);
        if (nodes.Length > 0 && nodes[0].First != rows)
        {
            throw new InvalidDataException("a column has more or fewer rows than its batch");
        }

        if (Array.Exists(nodes, node => node.First < 0 || node.Second < 0 || node.Second > node.First))
        {
            throw new InvalidDataException("a column has more nulls than rows");
        }

        var buffers = batch.GetPairs(BatchBuffers);
        var viewBuffers = batch.GetNumbers(BatchViewBuffers);
        if (nodes.Length != parts.Nodes
            || viewBuffers.Length != parts.Views
            || Array.Exists(viewBuffers, count => count < 0 || count > buffers.Length)
            || viewBuffers.Sum() > buffers.Length)
        {
            throw new InvalidDataException("a batch has more or fewer columns and buffers than its schema");
        }

        if (!Array.Exists(_alignments, alignment => IsLayout(buffers, body, alignment)))
        {
            throw new InvalidDataException("the buffers of a batch overlap, have gaps, or have another size than the batch");
        }
    }

    // Writers put each buffer behind the one before it.
    private static bool IsLayout((long Offset, long Length)[] buffers, long body, long alignment)
    {
        var end = 0L;
        foreach (var (offset, length) in buffers)
        {
            if (length < 0 || length > body || (offset != Align(end, alignment) && (length != 0 || offset != end)))
            {
                return false;
            }

            end = Math.Max(end, offset + length);
        }

        return body == Align(end, alignment) || body == Align(end, _alignments[0]) || body == Align(end, _alignments[^1]);
    }

    private static long Align(long position, long alignment) => (position + alignment - 1) / alignment * alignment;
}

using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>A JSON field, or the dynamic field <c>$meta</c>. A row is UTF-8 text, which is empty for null.</summary>
internal sealed class JsonColumn(string name, bool nullable) : Column(name, DataType.Json, DataType.None, nullable)
{
    private readonly ChunkList<byte[]> _texts = new(1);

    public byte[] this[int row] => _texts[row];

    public void Append(byte[] text)
    {
        _texts.Append(text);
        Publish(1);
    }

    public override Column Empty() => new JsonColumn(Name, Nullable);

    protected override void AppendFiller() => _texts.Append((byte[])[]);

    protected override void CopyFrom(Column source) => _texts.Append(((JsonColumn)source)._texts);

    protected override void CopyFrom(Column source, int row) => Append(((JsonColumn)source)[row]);
}

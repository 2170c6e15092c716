using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>A field of texts, or of shapes as texts.</summary>
internal sealed class TextColumn(string name, DataType type, bool nullable) : ValueColumn<string>(name, type, nullable, "")
{
    public override Column Empty() => new TextColumn(Name, Type, Nullable);
}

using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>A field of booleans.</summary>
internal sealed class BooleanColumn(string name, DataType type, bool nullable) : FixedColumn<bool>(name, type, nullable)
{
    public override Column Empty() => new BooleanColumn(Name, Type, Nullable);
}

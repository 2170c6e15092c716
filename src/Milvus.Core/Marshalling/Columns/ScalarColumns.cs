using System.Text;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>true and false.</summary>
internal sealed class BoolFieldColumn(Field field) : ValueFieldColumn<bool>(field)
{
    protected override bool Convert(object value) => Scalars.ToBool(Field, Count, value);

    protected override int SizeOf(bool value) => 1;
}

/// <summary>Integers that travel in 32 bits.</summary>
internal sealed class Int32FieldColumn(Field field) : ValueFieldColumn<int>(field)
{
    protected override int Convert(object value) => (int)Scalars.ToInt64(Field, Field.Type, Count, value);

    protected override int SizeOf(int value) => 5;
}

/// <summary>Integers that travel in 64 bits.</summary>
internal sealed class Int64FieldColumn(Field field) : ValueFieldColumn<long>(field)
{
    protected override long Convert(object value) => Scalars.ToInt64(Field, Field.Type, Count, value);
}

/// <summary>Float.</summary>
internal sealed class FloatFieldColumn(Field field) : ValueFieldColumn<float>(field)
{
    protected override float Convert(object value) => Scalars.ToFloat(Field, Count, value);

    protected override int SizeOf(float value) => 4;
}

/// <summary>Double.</summary>
internal sealed class DoubleFieldColumn(Field field) : ValueFieldColumn<double>(field)
{
    protected override double Convert(object value) => Scalars.ToDouble(Field, Count, value);
}

/// <summary>VarChar and the other types that are sent as text.</summary>
internal sealed class TextFieldColumn(Field field) : ValueFieldColumn<string>(field)
{
    protected override string Convert(object value) => Scalars.ToText(Field, Count, value);

    protected override int SizeOf(string value) => Encoding.UTF8.GetByteCount(value) + 4;
}

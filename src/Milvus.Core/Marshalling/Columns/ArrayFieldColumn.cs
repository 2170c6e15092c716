using System.Collections;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>Arrays, each as bool[], int[], long[], float[], double[] or string[].</summary>
internal sealed class ArrayFieldColumn(Field field) : ValueFieldColumn<Array>(field)
{
    protected override Array Convert(object value)
    {
        var items = GetItems(value);
        if (Field.MaxCapacity is { } most && items.Count > most)
        {
            throw ColumnErrors.CreateOutOfRange(
                Field,
                Count,
                $"the array has {items.Count} {Counts.Noun(items.Count, "element")}, but the maximum of the field is {most}.");
        }

        var type = FieldTypes.Of(Field.ElementType);
        return type.Wire switch
        {
            WireCase.Bool => ConvertEach(items, item => Scalars.ToBool(Field, Count, item)),
            WireCase.Int => ConvertEach(items, item => (int)Scalars.ToInt64(Field, Field.ElementType, Count, item)),
            WireCase.Long => ConvertEach(items, item => Scalars.ToInt64(Field, Field.ElementType, Count, item)),
            WireCase.Float => ConvertEach(items, item => Scalars.ToFloat(Field, Count, item)),
            WireCase.Double => ConvertEach(items, item => Scalars.ToDouble(Field, Count, item)),
            WireCase.String when type.Family == FieldFamily.Text => ConvertEach(items, item => Scalars.ToText(Field, Count, item)),
            _ => throw ColumnErrors.Make(MilvusErrorId.NotSupported, Field, Count, $"arrays of {Field.ElementType} are not supported."),
        };
    }

    protected override int SizeOf(Array value) =>
        value is string[] texts ? texts.Sum(text => (text.Length * 2) + 2) + 4 : (value.Length * 8) + 4;

    private ICollection GetItems(object value)
    {
        if (value is string text && text.AsSpan().TrimStart().StartsWith("["))
        {
            value = JsonValues.Parse(text, Field, Count) ?? throw ColumnErrors.CreateWrongType(Field, Count, text, "array");
        }

        return value switch
        {
            IDictionary => throw ColumnErrors.CreateWrongType(Field, Count, value, "array"),
            ICollection list => list,
            string blank when string.IsNullOrWhiteSpace(blank) => throw ColumnErrors.CreateWrongType(Field, Count, value, "array"),
            string => new[] { value },
            IEnumerable lazy => lazy.Cast<object?>().ToArray(),

            // PowerShell's pipeline turns a list with one element into a single value.
            _ when value is IConvertible || PlainText.ToText(value) is not null => new[] { value },
            _ => throw ColumnErrors.CreateWrongType(Field, Count, value, "array"),
        };
    }

    private T[] ConvertEach<T>(ICollection items, Func<object, T> convert)
    {
        var converted = new T[items.Count];
        var i = 0;
        foreach (var item in items)
        {
            converted[i] = (item is null ? null : UnwrapElement(item)) is { } bare
                ? convert(bare)
                : throw ColumnErrors.Make(
                    MilvusErrorId.NullNotAllowed,
                    Field,
                    Count,
                    $"element {i} is null, but arrays do not accept null.");
            i++;
        }

        return converted;
    }
}

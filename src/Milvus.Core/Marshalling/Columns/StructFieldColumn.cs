using System.Collections;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>
/// Lists of structs. On the wire, each field of the struct is a separate column of lists. The lists of a row have the same length in all
/// columns. A null row is in none of them.
/// </summary>
internal sealed class StructFieldColumn : FieldColumn
{
    private readonly FieldColumn[] _inner;

    internal StructFieldColumn(Field field, Func<object, object?>? unwrap)
        : base(field)
    {
        Unwrap = unwrap;
        _inner =
            field.StructField.Count > 0
                ? [.. field.StructField.Select(inner => ListOf(field, inner, unwrap))]
                : throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    $"Field '{field.Name}' is an array of structs without fields.")
                {
                    Field = field.Name,
                };
    }

    /// <summary>A column for each field of the struct; its rows are the rows that are not null.</summary>
    internal IReadOnlyList<FieldColumn> Inner => _inner;

    protected override int AppendValue(object value)
    {
        var items = GetItems(value);
        if (Field.MaxCapacity is { } most && items.Count > most)
        {
            throw ColumnErrors.CreateOutOfRange(
                Field,
                Count,
                $"the array has {items.Count} {Counts.Noun(items.Count, "element")}, but the maximum of the field is {most}.");
        }

        var lists = Split(items);
        var size = 0;
        var taken = 0;
        try
        {
            for (; taken < _inner.Length; taken++)
            {
                size += _inner[taken].Append(lists[taken]);
            }

            return size;
        }
        catch (Exception e)
        {
            while (--taken >= 0)
            {
                _inner[taken].RemoveLast();
            }

            if (e is not MilvusException wrong)
            {
                throw;
            }

            // The inner column counts only rows that are not null, so its row number is not the batch's.
            throw new MilvusException(wrong.ErrorId, wrong.Message, wrong) { Field = Field.Name, Row = Count };
        }
    }

    protected override void RemoveLastValue()
    {
        foreach (var inner in _inner)
        {
            inner.RemoveLast();
        }
    }

    protected override void ClearValues()
    {
        foreach (var inner in _inner)
        {
            inner.Clear();
        }
    }

    private static FieldColumn ListOf(Field owner, Field inner, Func<object, object?>? unwrap) =>
        FieldTypes.Of(inner.Type).IsVector
            ? new VectorArrayFieldColumn(RenameField(owner, inner, DataType.ArrayOfVector), inner, unwrap)
            : new ArrayFieldColumn(RenameField(owner, inner, DataType.Array)) { Unwrap = unwrap };

    // Errors name the field of the struct as Milvus writes it: struct[field].
    private static Field RenameField(Field owner, Field inner, DataType type) => new()
    {
        Name = $"{owner.Name}[{inner.Name}]",
        Type = type,
        ElementType = inner.Type,
        Dimension = inner.Dimension,
        MaxLength = inner.MaxLength,
    };

    private object?[][] Split(IReadOnlyList<object?> items)
    {
        var lists = Array.ConvertAll(_inner, _ => new object?[items.Count]);
        for (var i = 0; i < items.Count; i++)
        {
            var item = Element(items[i], i);
            if (item.Keys.FirstOrDefault(name => Field.StructField.All(inner => inner.Name != name)) is { } strange)
            {
                throw CreateError(i, $"has '{strange}', which is not a field of the struct.");
            }

            for (var place = 0; place < _inner.Length; place++)
            {
                var name = Field.StructField[place].Name;
                lists[place][i] = !item.TryGetValue(name, out var value)
                    ? throw CreateError(i, $"does not have '{name}'.")
                    : (value is null ? null : UnwrapElement(value))
                        ?? throw ColumnErrors.Make(
                            MilvusErrorId.NullNotAllowed,
                            Field,
                            Count,
                            $"'{name}' of element {i} is null, but structs do not accept null.");
            }
        }

        return lists;
    }

    private Dictionary<string, object?> Element(object? item, int place)
    {
        switch (item is null ? null : UnwrapElement(item))
        {
            case IDictionary dictionary:
                return DictionaryEntries
                    .Enumerate(dictionary)
                    .ToDictionary(entry => $"{UnwrapElement(entry.Key)}", entry => entry.Value, StringComparer.Ordinal);
            case IReadOnlyDictionary<string, object?> map:
                return new Dictionary<string, object?>(map, StringComparer.Ordinal);
            default:
                throw CreateError(place, "is not an object with the fields of the struct.");
        }
    }

    private IReadOnlyList<object?> GetItems(object value)
    {
        if (value is string text)
        {
            value = JsonValues.Parse(text, Field, Count) ?? throw ColumnErrors.CreateWrongType(Field, Count, text, "array of structs");
        }

        return value is IEnumerable list and not IDictionary and not string
            ? list.Cast<object?>().ToArray()
            : throw ColumnErrors.CreateWrongType(Field, Count, value, "array of structs");
    }

    private MilvusException CreateError(int element, string what) =>
        ColumnErrors.Make(MilvusErrorId.SchemaMismatch, Field, Count, $"element {element} {what}");
}

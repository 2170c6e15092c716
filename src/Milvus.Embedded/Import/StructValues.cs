using System.Text.Json;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Import;

/// <summary>Collects one array of structs from rows of a file. Each struct is an object with a value for every field.</summary>
internal sealed class StructValues(StructArrayFieldSchema structField)
{
    private readonly (string Name, FieldValues Values)[] _fields =
        [.. StructFields.Flatten(structField).Select(field => (StructFields.ShortName(field.Name), new FieldValues(field)))];

    public string Name => structField.Name;

    /// <summary>Whether a row may omit it.</summary>
    public bool Nullable => structField.Nullable;

    public IEnumerable<FieldData> Take() => _fields.Select(field => field.Values.Take());

    public void Add(JsonElement value, long row)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!structField.Nullable)
            {
                throw new ImportFailure($"the struct field '{structField.Name}' is not nullable but the file contains null value");
            }

            Array.ForEach(_fields, field => field.Values.Add(value, row));
            return;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw new ImportFailure(
                $"invalid StructArray format in JSON, each row should be a key-value map, but got type {value.ValueKind}");
        }

        var structs = value.EnumerateArray().ToArray();
        for (var i = 0; i < structs.Length; i++)
        {
            Check(structs[i], i);
        }

        Array.ForEach(_fields, field => field.Values.AddElements(structs.Select(element => element.GetProperty(field.Name)), row));
    }

    private void Check(JsonElement element, int position)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ImportFailure($"invalid element in StructArray, expect map[string]any but got type {element.ValueKind}");
        }

        var keys = element.EnumerateObject().Select(pair => pair.Name).ToArray();
        if (keys.Length != _fields.Length)
        {
            throw new ImportFailure(
                $"inconsistent field count in StructArray element: position={position}, actual={keys.Length}, expected={_fields.Length}");
        }

        if (keys.FirstOrDefault(key => _fields.All(field => field.Name != key)) is { } other)
        {
            throw new ImportFailure(
                $"unexpected field in StructArray element: field={other}, position={position}, expected "
                    + $"fields=[{string.Join(' ', _fields.Select(field => field.Name))}]");
        }

        if (keys.Distinct(StringComparer.Ordinal).Count() != keys.Length)
        {
            throw new ImportFailure($"a field is given twice in a StructArray element: position={position}");
        }
    }
}

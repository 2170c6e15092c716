using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Protocol;

namespace Milvus.Embedded.Import;

/// <summary>Reads the rows of a file into batches, in the form of insert requests.</summary>
internal sealed class RowBlocks(CollectionEntry collection, HybridClock clock, CancellationToken token)
{
    /// <summary>The number of rows of a batch.</summary>
    public const int FullBlock = 16384;

    /// <summary>The fields that a row may or must contain.</summary>
    private FieldSchema[] _fields = [];

    public IEnumerable<RequestRows> Read(IEnumerable<IReadOnlyDictionary<string, JsonElement>> rows)
    {
        var row = 0L;
        foreach (var block in rows.Chunk(FullBlock))
        {
            token.ThrowIfCancellationRequested();
            var layout = collection.Layout;
            // Whether rows contain keys that could be generated. The first row of a batch decides.
            var withKeys = ImportKeys.AcceptsKeys(collection) && block[0].ContainsKey(collection.PrimaryKey.Name);
            _fields =
            [
                .. layout.Fields.Where(field =>
                    !field.IsDynamic
                    && !field.IsFunctionOutput
                    && !(field.IsPrimaryKey && field.AutoID && !withKeys)
                    && !field.Name.EndsWith(']')),
            ];
            var values = _fields.Select(field => new FieldValues(field)).ToArray();
            var structs = layout.Schema.StructArrayFields.Select(field => new StructValues(field)).ToArray();
            var rest = layout.Schema.EnableDynamicField ? new FieldValues(layout.Fields[^1]) : null;
            foreach (var cells in block)
            {
                Add(cells, values, structs, rest, row++);
            }

            yield return RequestRows.ForInsert(
                collection,
                [
                    .. values.Select(value => value.Take()),
                    .. structs.SelectMany(value => value.Take()),
                    .. rest is null ? [] : new[] { rest.Take() },
                ],
                (uint)block.Length,
                clock);
        }
    }

    private void Add(
        IReadOnlyDictionary<string, JsonElement> cells,
        FieldValues[] values,
        StructValues[] structs,
        FieldValues? rest,
        long row)
    {
        var used = 0;
        for (var i = 0; i < _fields.Length; i++)
        {
            if (cells.TryGetValue(_fields[i].Name, out var cell))
            {
                values[i].Add(cell, row);
                used++;
            }
            else if (_fields[i].Nullable || RequestFieldReader.HasDefault(_fields[i]))
            {
                values[i].Add(_null, row);
            }
            else
            {
                throw new ImportFailure($"value of field '{_fields[i].Name}' is missed");
            }
        }

        foreach (var value in structs)
        {
            if (!cells.TryGetValue(value.Name, out var cell))
            {
                value.Add(value.Nullable ? _null : throw new ImportFailure($"value of field '{value.Name}' is missed"), row);
                continue;
            }

            value.Add(cell, row);
            used++;
        }

        var others =
            used == cells.Count
                ? []
                : cells
                    .Where(cell => _fields.All(field => field.Name != cell.Key) && structs.All(value => value.Name != cell.Key))
                    .ToArray();
        foreach (var name in others.Select(other => other.Key))
        {
            if (name == collection.PrimaryKey.Name)
            {
                throw new ImportFailure($"the primary key '{name}' is auto-generated, no need to provide");
            }

            if (rest is null || collection.FindField(name) is not null)
            {
                throw new ImportFailure($"the field '{name}' is not defined in collection schema");
            }
        }

        rest?.Add(Dynamic(others, row), row);
    }

    /// <summary>The keys outside of the schema as one object, merged with those in $meta.</summary>
    private static JsonElement Dynamic(KeyValuePair<string, JsonElement>[] others, long row)
    {
        var all = new JsonObject();
        foreach (var (name, value) in others)
        {
            if (name != ColumnSet.DynamicField)
            {
                all[name] = JsonNode.Parse(value.GetRawText());
                continue;
            }

            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            foreach (var (key, inner) in Object(text, row))
            {
                all[key] = inner?.DeepClone();
            }
        }

        return JsonSerializer.SerializeToElement(all);
    }

    private static JsonObject Object(string text, long row)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject
                ?? throw ImportFailure.Value(ColumnSet.DynamicField, row, $"illegal value for dynamic field, not a JSON object: '{text}'");
        }
        catch (JsonException)
        {
            throw ImportFailure.Value(ColumnSet.DynamicField, row, $"illegal value for dynamic field, not a JSON format string: '{text}'");
        }
    }

    private static readonly JsonElement _null = JsonSerializer.SerializeToElement<object?>(null);
}

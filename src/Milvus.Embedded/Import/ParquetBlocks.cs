using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Formats.Columns;
using Milvus.Formats.Parquet;
using Milvus.Parquet;
using Milvus.Parquet.Columns;
using Milvus.Parquet.Format;
using Milvus.Protocol;

namespace Milvus.Embedded.Import;

/// <summary>
/// Reads a Parquet file into batches. Fields are columns of the same name, arrays of structs are lists of structs, and keys of the dynamic
/// field are in the column $meta. Other columns are ignored.
/// </summary>
internal sealed class ParquetBlocks(CollectionEntry collection, HybridClock clock, CancellationToken token)
{
    /// <summary>The source of a field's values: a column, or a part of the structs in a column.</summary>
    private sealed record Source(FieldSchema Field, ParquetNode Column, string? Part);

    public IEnumerable<RequestRows> Read(Stream stream)
    {
        var file = Guard(() => ParquetFile.Open(stream));
        var sources = Sources(file.Columns);
        var columns = sources.Select(source => source.Column).Distinct().ToArray();
        var places = sources.Select(source => Array.IndexOf(columns, source.Column)).ToArray();
        // A file has rows even if none of its columns is needed.
        columns = columns.Length > 0 ? columns : [.. file.Columns.Take(1)];
        var limits = columns.Select(column => Limit(column, sources)).ToArray();
        using var rows = file.ReadRows(columns, limits, token).GetEnumerator();
        for (var more = Guard(rows.MoveNext); more;)
        {
            var values = sources.Select(source => new ParquetValues(source.Field, source.Part)).ToArray();
            var count = 0;
            for (; more && count < RowBlocks.FullBlock; count++, more = Guard(rows.MoveNext))
            {
                for (var i = 0; i < values.Length; i++)
                {
                    values[i].Add(rows.Current[places[i]]);
                }
            }

            yield return RequestRows.ForInsert(collection, [.. values.Select(value => value.Take())], (uint)count, clock);
        }
    }

    private static ValueLimits Limit(ParquetNode column, List<Source> sources)
    {
        var source = sources.Find(source => source.Column == column);
        return source is not { Part: null, Field: var field } ? ValueLimits.Default : FieldLimits.Create(
            (ModelType)field.DataType,
            Number(field, "max_length"),
            Number(field, "max_capacity"),
            Number(field, "dim"),
            column);
    }

    private static long? Number(FieldSchema field, string key) => FieldColumns.NumberOf(field, key) is > 0 and var number ? number : null;

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ParquetException exception)
        {
            throw new ImportFailure($"new parquet reader failed, err={exception.Message}");
        }
    }

    private List<Source> Sources(IReadOnlyList<ParquetNode> given)
    {
        var columns = new Dictionary<string, ParquetNode>(StringComparer.Ordinal);
        foreach (var column in given)
        {
            if (!columns.TryAdd(column.Name, column))
            {
                throw new ImportFailure($"there is multi field with name: {column.Name}");
            }
        }

        var sources = new List<Source>();
        foreach (var structField in collection.Schema.StructArrayFields)
        {
            sources.AddRange(Struct(structField, columns));
        }

        foreach (var field in collection.Fields.Where(field => !field.Name.EndsWith(']')))
        {
            var column = columns.GetValueOrDefault(field.Name);
            if (field.IsFunctionOutput || field.IsPrimaryKey && field.AutoID && (column is null || !ImportKeys.AcceptsKeys(collection)))
            {
                if (column is not null)
                {
                    throw new ImportFailure(field.IsPrimaryKey ? $"the primary key '{field.Name}' is auto-generated, no need to provide"
                        : $"not allowed to provide data for BM25 function output field '{field.Name}'");
                }
            }
            else if (column is not null)
            {
                sources.AddRange(Plain(field, column));
            }
            else if (!field.IsDynamic && !field.Nullable && !RequestFieldReader.HasDefault(field))
            {
                throw Unequal($"field '{field.Name}' not in arrow schema");
            }
        }

        return sources;
    }

    private static IEnumerable<Source> Plain(FieldSchema field, ParquetNode column)
    {
        var (type, element) = ((ModelType)field.DataType, (ModelType)field.ElementType);
        var isNull = ParquetTypes.IsNull(column);
        if (isNull ? !field.Nullable && !RequestFieldReader.HasDefault(field) : !ParquetTypes.Takes(type, element, column))
        {
            throw Unequal(
                $"field '{field.Name}' type mis-match, expect arrow type '{ParquetTypes.DescribeExpected(type, element)}', get arrow data "
                    + $"type '{ParquetTypes.Describe(column)}'");
        }

        return isNull ? [] : [new Source(field, column, null)];
    }

    private static IEnumerable<Source> Struct(StructArrayFieldSchema structField, Dictionary<string, ParquetNode> columns)
    {
        foreach (var field in StructFields.Flatten(structField).Where(field => columns.ContainsKey(field.Name)))
        {
            throw new ImportFailure(
                $"struct field '{structField.Name}' must be provided as list<struct>; flat sub-field column '{field.Name}' is not supported"
            );
        }

        if (!columns.TryGetValue(structField.Name, out var column))
        {
            return structField.Nullable
                ? Array.Empty<Source>()
                : throw Unequal($"struct field not found in arrow schema: {structField.Name}");
        }

        if (column.Item is not { Kind: NodeKind.Struct } item)
        {
            throw new ImportFailure($"struct field is not a list of structs: {structField.Name}");
        }

        var sources = StructFields
            .Flatten(structField)
            .Select(field =>
            {
                var name = StructFields.ShortName(field.Name);
                var given =
                    item.Children.FirstOrDefault(candidate => candidate.Name == name)
                    ?? throw new ImportFailure($"field not found in struct: {name}");
                var (type, element) = ((ModelType)field.DataType, (ModelType)field.ElementType);
                if (!ParquetTypes.TakesElements(type, element, given))
                {
                    throw Unequal(
                        $"sub-field '{name}' in struct '{structField.Name}' type mis-match, expect arrow type "
                            + $"'{ParquetTypes.DescribeExpectedElement(type, element)}', got '{ParquetTypes.Describe(given)}'"
                    );
                }

                return new Source(field, column, name);
            })
            .ToArray();
        return item.Children.Count == sources.Length
            ? sources
            : throw Unequal($"struct field number dismatch: {structField.Name}, expect {sources.Length}, got {item.Children.Count}");
    }

    private static ImportFailure Unequal(string why) => new($"schema not equal, err={why}: importing data failed");
}

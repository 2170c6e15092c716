using Google.Protobuf.Collections;
using Milvus.Embedded.Catalog;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Import.Files;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Structs;
using Milvus.Protocol;
using Parquet;
using Parquet.Schema;

namespace Milvus.Embedded.Import;

/// <summary>
/// Turns a Parquet file into batches: a column for each field, named like it; arrays of structs as lists of structs; keys of the dynamic
/// field in the column $meta. Other columns are passed over.
/// </summary>
internal sealed class ParquetBlocks(CollectionEntry collection, HybridClock clock, CancellationToken token)
{
    /// <summary>Where the values of a field are.</summary>
    private sealed record Source(FieldSchema Field, DataField[] Leaves, int[] Lists, bool InStruct);

    public IEnumerable<RowBatch> Read(Stream stream)
    {
        var file = Open(stream);
        try
        {
            var sources = Sources(file.Schema);
            for (var group = 0; group < file.RowGroupCount; group++)
            {
                using var rows = file.OpenRowGroupReader(group);
                var fields = new List<ParquetField>();
                try
                {
                    fields.AddRange(sources.Select(source => Column(rows, source)));
                    for (var left = rows.RowCount; left > 0; left -= RowBlocks.FullBlock)
                    {
                        token.ThrowIfCancellationRequested();
                        var count = (int)Math.Min(left, RowBlocks.FullBlock);
                        yield return RowBatch.ForInsert(collection, [.. fields.Select(field => field.Take(count))], (uint)count, clock);
                    }
                }
                finally
                {
                    fields.ForEach(field => field.Dispose());
                }
            }
        }
        finally
        {
            Wait(file.DisposeAsync());
        }
    }

    private ParquetReader Open(Stream stream)
    {
        try
        {
            var file = ParquetReader.CreateAsync(stream, cancellationToken: token).GetAwaiter().GetResult();
            _ = file.Schema;
            return file;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The library throws whatever a damaged file leads to.
            throw new ImportFailure($"new parquet reader failed, err={exception.Message}");
        }
    }

    private ParquetField Column(ParquetRowGroupReader rows, Source source) => new(
        source.Field,
        [.. source.Leaves.Select(leaf => new ParquetColumn(rows.ReadRawColumnDataBaseAsync(leaf, token).AsTask().GetAwaiter().GetResult(), leaf, source.Lists, source.Field.Name))],
        source.InStruct);

    private List<Source> Sources(ParquetSchema schema)
    {
        var columns = new Dictionary<string, Field>(StringComparer.Ordinal);
        foreach (var column in schema.Fields)
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
            if (field.IsFunctionOutput || field.IsPrimaryKey && field.AutoID && (column is null || !ImportKeys.MayBeGiven(collection)))
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
            else if (!field.IsDynamic && !field.Nullable && !FieldDataReader.HasDefault(field))
            {
                throw Unequal($"field '{field.Name}' not in arrow schema");
            }
        }
        return sources;
    }

    private static IEnumerable<Source> Plain(FieldSchema field, Field column)
    {
        if (!ParquetTypes.Takes(field, column))
        {
            throw Unequal($"field '{field.Name}' type mis-match, expect arrow type '{ParquetTypes.Expected(field)}', get arrow data type '{ParquetTypes.Name(column)}'");
        }
        if (ParquetTypes.IsNull(column))
        {
            return [];
        }
        if (field.DataType == DataType.SparseFloatVector && ParquetTypes.Sparse(column) is { } pair)
        {
            return [new Source(field, [(DataField)pair.Indices.Item, (DataField)pair.Values.Item], [pair.Indices.MaxDefinitionLevel], false)];
        }
        return [column is ListField list ? new Source(field, [(DataField)list.Item], [list.MaxDefinitionLevel], false) : new Source(field, [(DataField)column], [], false)];
    }

    private static IEnumerable<Source> Struct(StructArrayFieldSchema structField, Dictionary<string, Field> columns)
    {
        foreach (var field in StructFields.Flatten(structField).Where(field => columns.ContainsKey(field.Name)))
        {
            throw new ImportFailure($"struct field '{structField.Name}' must be provided as list<struct>; flat sub-field column '{field.Name}' is not supported");
        }
        if (!columns.TryGetValue(structField.Name, out var column))
        {
            return structField.Nullable ? Array.Empty<Source>() : throw Unequal($"struct field not found in arrow schema: {structField.Name}");
        }
        if (column is not ListField { Item: StructField item } list)
        {
            throw new ImportFailure($"struct field is not a list of structs: {structField.Name}");
        }
        var sources = StructFields.Flatten(structField).Select(field =>
        {
            var name = StructFields.ShortName(field.Name);
            var given = item.Fields.FirstOrDefault(candidate => candidate.Name == name) ?? throw new ImportFailure($"field not found in struct: {name}");
            if (!ParquetTypes.TakesElements(field, given))
            {
                throw Unequal($"sub-field '{name}' in struct '{structField.Name}' type mis-match, expect arrow type '{ParquetTypes.ExpectedElement(field)}', got '{ParquetTypes.Name(given)}'");
            }
            return given is ListField vectors
                ? new Source(field, [(DataField)vectors.Item], [list.MaxDefinitionLevel, vectors.MaxDefinitionLevel], true)
                : new Source(field, [(DataField)given], [list.MaxDefinitionLevel], true);
        }).ToArray();
        return item.Fields.Count == sources.Length ? sources
            : throw Unequal($"struct field number dismatch: {structField.Name}, expect {sources.Length}, got {item.Fields.Count}");
    }

    private static ImportFailure Unequal(string why) => new($"schema not equal, err={why}: importing data failed");

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();
}

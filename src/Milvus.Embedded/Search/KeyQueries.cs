using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Text.Fields;
using Milvus.Embedded.Text.Scoring;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Reads the vectors of the rows with given keys, to search with them. A query from a row without a vector has no hits.</summary>
internal static class KeyQueries
{
    public static Column Read(CollectionEntry collection, FieldSchema field, SearchRequest request, ReadScope scope)
    {
        Check(collection.PrimaryKey, request.Ids);
        if (field.DataType == DataType.ArrayOfVector)
        {
            throw MilvusError.Parameter("array of vector is not supported for search by IDs");
        }

        var rows = Rows(KeyColumn.Of(collection.PrimaryKey, request.Ids), scope);
        return collection.Schema.FindBm25Input(field) is { } input
            ? Texts(input, rows, scope, request.SearchParams.Find("analyzer_name"))
            : Vectors(scope.Segment.Columns.Find(field.Name)!, rows);
    }

    private static void Check(FieldSchema key, IDs ids)
    {
        var isNumber = key.DataType == DataType.Int64;
        if (ids.IdFieldCase != (isNumber ? IDs.IdFieldOneofCase.IntId : IDs.IdFieldOneofCase.StrId))
        {
            throw isNumber
                ? MilvusError.Parameter("primary key is int64, but IDs type mismatch", "int64 IDs", "got other type")
                : MilvusError.Parameter("primary key is varchar, but IDs type mismatch", "string IDs", "got other type");
        }
    }

    private static int[] Rows(Column keys, ReadScope scope)
    {
        var all = Enumerable.Range(0, keys.Count).Select(i => KeyColumn.Value(keys, i)).ToArray();
        if (all.Distinct().Count() < all.Length)
        {
            throw MilvusError.Parameter("duplicate IDs found in search request");
        }

        var rows = new int[keys.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var key = keys.Empty();
            key.AppendFrom(keys, i);
            rows[i] = scope.Segment.Find(key, scope.Snapshot).Where(scope.IsVisible).DefaultIfEmpty(-1).First();
        }

        return Array.IndexOf(rows, -1) < 0 ? rows : throw MilvusError.Parameter(
            $"some of the provided primary key IDs do not exist: missing IDs = [{string.Join(' ', all.Where((_, i) => rows[i] < 0))}]");
    }

    private static Column Vectors(Column source, int[] rows)
    {
        var queries = source.Empty();
        foreach (var row in rows)
        {
            queries.AppendFrom(source, row);
        }

        return queries;
    }

    private static SparseColumn Texts(FieldSchema input, int[] rows, ReadScope scope, string? analyzerName)
    {
        var texts = (ValueColumn<string>)scope.Segment.Columns.Find(input.Name)!;
        var analyzer = FieldAnalyzers.Of(input).Find(analyzerName);
        var queries = new SparseColumn(input.Name, nullable: true);
        foreach (var row in rows)
        {
            if (texts.IsNull(row))
            {
                queries.AppendNull();
            }
            else
            {
                TermFrequencies.Append(queries, analyzer, texts[row]);
            }
        }

        return queries;
    }
}

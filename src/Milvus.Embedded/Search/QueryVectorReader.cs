using Google.Protobuf;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Text.Fields;
using Milvus.Embedded.Text.Scoring;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Reads the query vectors of a search, as rows of a column of the searched field's type.</summary>
internal static class QueryVectorReader
{
    private const int MaximumQueries = 16384;

    // Lists of vectors have the number of their vectors' type, and this more.
    private const int Lists = PlaceholderType.EmbListFloatVector - PlaceholderType.FloatVector;

    public static Column Read(CollectionEntry collection, FieldSchema field, SearchRequest request, ReadScope scope)
    {
        var queries = request.SearchInputCase == SearchRequest.SearchInputOneofCase.Ids
            ? KeyQueries.Read(collection, field, request, scope)
            : OfPlaceholder(collection, field, request);
        if (queries.Count is < 1 or > MaximumQueries)
        {
            throw CreateWrongNumber(queries.Count);
        }

        if (request.Nq != 0 && request.Nq != queries.Count)
        {
            throw MilvusError.Parameter("nq is not the number of vectors", queries.Count, request.Nq);
        }

        return queries;
    }

    /// <summary>Throws if the request states too many vectors. It is checked before anything else.</summary>
    public static void CheckNumber(SearchRequest request)
    {
        var count = request.SearchInputCase == SearchRequest.SearchInputOneofCase.Ids
            ? Math.Max(request.Ids.IntId?.Data.Count ?? 0, request.Ids.StrId?.Data.Count ?? 0)
            : request.Nq;
        if (count > MaximumQueries)
        {
            throw CreateWrongNumber(count);
        }
    }

    /// <summary>The error for an invalid number of query vectors.</summary>
    public static MilvusError CreateWrongNumber(long count) => MilvusError.Parameter(
        $"nq [{count}] is invalid, nq (number of search vector per search request) should be in range [1, {MaximumQueries}], but got "
            + $"{count}: invalid parameter");

    private static Column OfPlaceholder(CollectionEntry collection, FieldSchema field, SearchRequest request)
    {
        PlaceholderGroup group;
        try
        {
            group = PlaceholderGroup.Parser.ParseFrom(request.PlaceholderGroup);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw MilvusError.Unexpected($"the vectors to search for cannot be read: {exception.Message}");
        }

        if (group.Placeholders.Count != 1)
        {
            throw MilvusError.Unexpected($"a search takes one group of vectors, not {group.Placeholders.Count}");
        }

        var placeholder = group.Placeholders[0];
        if (collection.Schema.FindBm25Input(field) is { } input)
        {
            return TextQueries.Read(input, placeholder, request.SearchParams.Find("analyzer_name"));
        }

        // The metric of the index decides whether whole lists are compared, or a single vector with each vector of a list.
        var byLists =
            field.DataType == DataType.ArrayOfVector
            && MetricTypes.Find(collection.IndexOf(field)?.Metric) is { Single: not null };
        var searched =
            field.DataType == DataType.ArrayOfVector && !byLists ? new FieldSchema(field) { DataType = field.ElementType } : field;
        var narrows =
            placeholder.Type == PlaceholderType.FloatVector && searched.DataType is (DataType.Float16Vector or DataType.Bfloat16Vector);
        if (byLists ? ListOf(placeholder.Type) != field.ElementType : TypeOf(placeholder.Type) != searched.DataType && !narrows)
        {
            throw MilvusError.Parameter($"vector type must be the same, field {field.Name}", field.DataType.Text(), placeholder.Type);
        }

        // The column is not nullable, whatever the schema says: a query is never null.
        var queries = FieldColumns.Create(searched);
        foreach (var value in placeholder.Values)
        {
            Append(searched, queries, narrows ? HalfPrecision.Of(searched.DataType, value.Span) : value.Span);
        }

        return queries;
    }

    private static void Append(FieldSchema field, Column queries, ReadOnlySpan<byte> value)
    {
        if (queries is SparseColumn sparse)
        {
            var (indices, values) = RequestVectorReader.Sparse(value);
            sparse.Append(indices, values);
            return;
        }

        if (queries is VectorArrayColumn lists)
        {
            if (value.IsEmpty || value.Length % lists.Width != 0)
            {
                throw MilvusError.Unexpected(
                    $"vector dimension mismatch, expected whole vectors of {lists.Width} byte, actual {value.Length}, field {field.Name}");
            }

            RequestVectorReader.CheckFinite(field.ElementType, value);
            lists.Append(value.ToArray());
            return;
        }

        var vectors = (VectorColumn)queries;
        if (value.Length != vectors.Width)
        {
            throw MilvusError.Unexpected(
                $"vector dimension mismatch, expected vector size(byte) {vectors.Width}, actual {value.Length}, field {field.Name}");
        }

        RequestVectorReader.CheckFinite(field.DataType, value);
        vectors.Append(value);
    }

    private static DataType ListOf(PlaceholderType type) => TypeOf(type - Lists);

    // Placeholders have the numbers of the field types.
    private static DataType TypeOf(PlaceholderType type) =>
        ((DataType)type).IsVector() ? (DataType)type : DataType.None;
}

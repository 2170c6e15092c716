using System.Globalization;
using System.Text;
using Milvus.Client.Calls;
using Milvus.Client.Filters;
using Milvus.Client.Reads;
using Milvus.Client.Schemas;
using Milvus.Columns;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Most rows of one answer: the server's limit for limit + offset.</summary>
    private const int Window = 16384;

    /// <summary>
    /// The nearest rows to each vector, query by query in the order of the vectors. The entity of a hit is an array of
    /// KeyValuePair of string and object: the fields in schema order, then the dynamic keys. Without output fields it has all but
    /// the vectors.
    /// </summary>
    internal async Task<IReadOnlyList<SearchHit>> SearchAsync(CallContext call, string collection, VectorQuery query, CancellationToken token)
    {
        if (query.Vectors.Count == 0)
        {
            return [];
        }

        if (query.Limit < 1 || query.Offset < 0 || query.Limit + (long)query.Offset > Window)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                string.Create(CultureInfo.InvariantCulture, $"Limit is {query.Limit} and offset {query.Offset}: together they must be from 1 to {Window}."));
        }

        var schema = await GetSchemaAsync(call, collection, token).ConfigureAwait(false);
        Protocol.SearchRequest request;
        try
        {
            request = SearchRequest(call, collection, query, schema);
        }
        catch (MilvusException e) when (e.ErrorId is MilvusErrorId.DimensionMismatch or MilvusErrorId.InvalidArgument or MilvusErrorId.InvalidVector)
        {
            // The collection may have been made anew with another field or dimension.
            var fresh = await DescribeCollectionAsync(call, collection, token).ConfigureAwait(false);
            if (SameFields(fresh, schema))
            {
                throw;
            }

            schema = fresh;
            request = SearchRequest(call, collection, query, schema);
        }

        var answer = await CallAsync(call, Rpcs.Search, request, token).ConfigureAwait(false);
        return SearchAnswer.Read(answer, query.Vectors.Count, schema, query.OutputFields, collection, DatabaseOf(call));
    }

    private Protocol.SearchRequest SearchRequest(CallContext call, string collection, VectorQuery query, Collection schema)
    {
        var field = SearchedField(schema, query.Field);
        var filter = BoundFilter.Bind(query.Filter, query.FilterParameters, ServerKnowsTemplates);
        var consistency = ReadConsistency.For(query.ConsistencyLevel, schema.ConsistencyLevel, LastWrite(call, collection));
        var request = new Protocol.SearchRequest
        {
            CollectionName = collection,
            Dsl = filter.Expression,
            DslType = Protocol.DslType.BoolExprV1,
            Nq = query.Vectors.Count,
            PlaceholderGroup = Placeholders.Of(field, query.Vectors, query.Unwrap),
            GuaranteeTimestamp = consistency.Timestamp,
            ConsistencyLevel = consistency.Level,
            UseDefaultConsistency = consistency.UseDefault,
        };
        request.ExprTemplateValues.Add(filter.Values.ToDictionary());
        request.PartitionNames.AddRange(query.Partitions ?? []);
        request.OutputFields.AddRange(query.OutputFields ?? AllButVectors(schema));
        request.SearchParams.Add(ParameterText.Pair("anns_field", field.Name));
        request.SearchParams.Add(ParameterText.Pair("topk", query.Limit));
        request.SearchParams.Add(ParameterText.Pair("params", Encoding.UTF8.GetString(JsonValues.ToUtf8(query.Parameters ?? new Dictionary<string, object?>(), query.Unwrap))));
        request.SearchParams.Add(ParameterText.Pair("round_decimal", query.RoundDecimal ?? -1));
        AddGiven("metric_type", query.MetricType);
        AddGiven("offset", query.Offset == 0 ? null : query.Offset);
        AddGiven("group_by_field", query.GroupByField);
        return request;

        void AddGiven(string key, object? value)
        {
            if (value is not null)
            {
                request.SearchParams.Add(ParameterText.Pair(key, value));
            }
        }
    }

    private static Field SearchedField(Collection schema, string? name)
    {
        var vectors = schema.Field.Where(field => IsVector(field.Type)).ToArray();
        if (name is not null)
        {
            return vectors.FirstOrDefault(field => field.Name == name)
                ?? throw Wrong($"{schema.Name} has no vector field '{name}'; it has {Names()}.");
        }

        return vectors.Length == 1 ? vectors[0] : throw Wrong($"{schema.Name} has {vectors.Length} vector fields ({Names()}): name the one to search.");

        string Names() => string.Join(", ", vectors.Select(field => field.Name));

        static MilvusException Wrong(string message) => new(MilvusErrorId.InvalidArgument, message);
    }

    private static bool IsVector(DataType type) => type is >= DataType.BinaryVector and <= DataType.ArrayOfVector;

    private static IEnumerable<string> AllButVectors(Collection schema) =>
        schema.Field.Where(field => !IsVector(field.Type)).Select(field => field.Name).Concat(schema.EnableDynamicField ? [RowBatch.DynamicField] : []);

    // Templates came with 2.5; Milvus Lite has none.
    private bool ServerKnowsTemplates => Server.Type is "milvus" or "zilliz"
        && System.Version.TryParse(Server.Version.TrimStart('v').Split('-', '+')[0], out var version)
        && version >= new Version(2, 5);
}

using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Short forms of requests, for the engine and for real servers.</summary>
internal static class Requests
{
    public static Status Create(MilvusService.MilvusServiceClient client, string name, IEnumerable<FieldSchema> fields,
        bool dynamicField = false, int shards = 0, long partitions = 0)
    {
        var schema = new CollectionSchema { Name = name, EnableDynamicField = dynamicField };
        schema.Fields.AddRange(fields);
        return client.CreateCollection(new CreateCollectionRequest
        {
            CollectionName = name,
            Schema = schema.ToByteString(),
            ShardsNum = shards,
            NumPartitions = partitions,
            ConsistencyLevel = ConsistencyLevel.Strong,
        });
    }

    public static Status Index(
        MilvusService.MilvusServiceClient client,
        string collection,
        string field,
        string name,
        params (string Key, string Value)[] parameters)
    {
        var request = new CreateIndexRequest { CollectionName = collection, FieldName = field, IndexName = name };
        request.ExtraParams.AddRange(Pairs(parameters));
        return client.CreateIndex(request);
    }

    public static MutationResult Insert(MilvusService.MilvusServiceClient client, string collection, uint rows, params FieldData[] columns)
    {
        var request = new InsertRequest { CollectionName = collection, NumRows = rows };
        request.FieldsData.AddRange(columns);
        return client.Insert(request);
    }

    public static QueryResults Query(MilvusService.MilvusServiceClient client, string collection, string filter, IEnumerable<string> output,
        params (string Key, string Value)[] parameters)
    {
        var request = new QueryRequest { CollectionName = collection, Expr = filter };
        request.OutputFields.AddRange(output);
        request.QueryParams.AddRange(Pairs(parameters));
        return client.Query(request);
    }

    public static SearchResults Search(MilvusService.MilvusServiceClient client, string collection, string field, string metric, int top,
        IEnumerable<ByteString> vectors, PlaceholderType type = PlaceholderType.FloatVector, string filter = "", string parameters = "{}",
        string[]? output = null, params (string Key, string Value)[] more) =>
        client.Search(ToSearch(collection, field, metric, top, vectors, type, filter, parameters, output, more));

    public static SearchRequest ToSearch(string collection, string field, string metric, int top,
        IEnumerable<ByteString> vectors, PlaceholderType type = PlaceholderType.FloatVector, string filter = "", string parameters = "{}",
        string[]? output = null, params (string Key, string Value)[] more)
    {
        var placeholder = new PlaceholderValue { Tag = "$0", Type = type };
        placeholder.Values.AddRange(vectors);
        var request = new SearchRequest
        {
            CollectionName = collection,
            Dsl = filter,
            DslType = DslType.BoolExprV1,
            Nq = placeholder.Values.Count,
            PlaceholderGroup = new PlaceholderGroup { Placeholders = { placeholder } }.ToByteString(),
        };
        request.OutputFields.AddRange(output ?? []);
        request.SearchParams.AddRange(
            Pairs([
                ("anns_field", field),
                ("metric_type", metric),
                ("params", parameters),
                ("round_decimal", "-1"),
                .. more.Any(pair => pair.Key == "topk") ? [] : new[] { ("topk", top.ToString(CultureInfo.InvariantCulture)) },
                .. more,
            ]));
        return request;
    }

    public static ByteString Floats(params float[] values) => ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan()));

    public static IEnumerable<Protocol.KeyValuePair> Pairs(IEnumerable<(string Key, string Value)> pairs) =>
        pairs.Select(pair => new Protocol.KeyValuePair { Key = pair.Key, Value = pair.Value });
}

using System.Globalization;
using Google.Protobuf;
using Milvus.Protocol;
using KeyValuePair = Milvus.Protocol.KeyValuePair;

namespace Milvus.Tests.Differential;

/// <summary>Repeated calls with different content, refreshed loads, and searches with any metric.</summary>
internal sealed partial class ServiceScript
{
    public void CreateAgain(string step, Action<CreateCollectionRequest> change, params FieldSchema[] fields)
    {
        var schema = new CollectionSchema { Name = _collection };
        schema.Fields.Add(fields);
        var request = new CreateCollectionRequest
        {
            CollectionName = _collection,
            Schema = schema.ToByteString(),
            ShardsNum = 1,
            ConsistencyLevel = ConsistencyLevel.Strong,
        };
        change(request);
        Record(step, backend.Stub.CreateCollection(request, backend.Options));
    }

    public void CreateAliasOf(string step, string suffix, string collection) => CreateAlias(step, suffix, Named(collection));

    public void AlterAliasTo(string step, string suffix, string collection) => Record(step, backend.Stub.AlterAlias(
        new AlterAliasRequest { CollectionName = Named(collection), Alias = Alias + suffix }, backend.Options));

    public void Refresh(string step, string? partition = null)
    {
        var status = partition is null
            ? backend.Stub.LoadCollection(
                new LoadCollectionRequest
                {
                    CollectionName = _collection,
                    ReplicaNumber = 1,
                    Refresh = true,
                },
                backend.Options)
            : backend.Stub.LoadPartitions(
                new LoadPartitionsRequest
                {
                    CollectionName = _collection,
                    PartitionNames = { partition },
                    ReplicaNumber = 1,
                    Refresh = true,
                },
                backend.Options);
        Record(step, status);
    }

    /// <summary>Sorts the hits by key, because hits of equal score come in any order.</summary>
    public void SearchBy(string step, string metric, float[] vector, string filter, string parameters)
    {
        var placeholder = new PlaceholderValue { Tag = "$0", Type = PlaceholderType.FloatVector };
        placeholder.Values.Add(ByteString.CopyFrom([.. vector.SelectMany(BitConverter.GetBytes)]));
        var request = new Protocol.SearchRequest
        {
            CollectionName = _collection,
            Dsl = filter,
            DslType = DslType.BoolExprV1,
            Nq = 1,
            PlaceholderGroup = new PlaceholderGroup { Placeholders = { placeholder } }.ToByteString(),
            ConsistencyLevel = ConsistencyLevel.Strong,
        };
        (string Key, string Value)[] all =
            [("anns_field", "v"), ("metric_type", metric), ("topk", "10"), ("round_decimal", "-1"), ("params", parameters)];
        request.SearchParams.Add(all.Select(pair => new KeyValuePair { Key = pair.Key, Value = pair.Value }));
        var results = backend.Stub.Search(request, backend.Options);
        var hits = (results.Results?.Ids?.IntId?.Data ?? []).Zip(
            results.Results?.Scores ?? [],
            (id, score) => $"{id}:{score.ToString("F3", CultureInfo.InvariantCulture)}");
        Record(step, results.Status, string.Join(' ', hits.Order(StringComparer.Ordinal)));
    }

    public void WaitUntilLoaded()
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (
                backend.Stub.GetLoadState(new GetLoadStateRequest { CollectionName = _collection }, backend.Options).State
                == Protocol.LoadState.Loaded)
            {
                return;
            }

            Thread.Sleep(100);
        }
    }

    private string Named(string pattern) => pattern.Replace("*", _collection, StringComparison.Ordinal);
}

using Milvus.Tests.Differential;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>The same requests to the engine and to a real Milvus 2.3.5: the answers have the same codes, counts and rows.</summary>
public sealed class DifferentialTests
{
    private static readonly string _name = UniqueName.Of("eng_differential");

    [MilvusFact]
    public async Task Differential_life_of_a_collection_is_answered_alike()
    {
        using var peer = ServiceBackend.Of(Peer.Milvus);
        using var engine = new Engine();
        peer.Client.ReleaseCollection(new ReleaseCollectionRequest { CollectionName = _name });
        peer.Client.DropCollection(new DropCollectionRequest { CollectionName = _name });
        try
        {
            var milvus = await Story(peer.Client);
            Assert.Equal(milvus, await Story(engine.Client));
        }
        finally
        {
            peer.Client.ReleaseCollection(new ReleaseCollectionRequest { CollectionName = _name });
            peer.Client.DropCollection(new DropCollectionRequest { CollectionName = _name });
        }
    }

    private static async Task<List<string>> Story(MilvusService.MilvusServiceClient client)
    {
        var story = new List<string>();
        void Told(string step, Protocol.Status status, object? more = null) => story.Add($"{step}: {status.Code} {more}");
        Told("create", Requests.Create(client, _name, [Key(), Vector(), Text(), Field("i", DataType.Int64)]));
        Told("create again", Requests.Create(client, _name, [Key(), Vector(), Text(), Field("i", DataType.Int64)]));
        Told("load without index", client.LoadCollection(new() { CollectionName = _name, ReplicaNumber = 1 }));
        Told("no index", client.DescribeIndex(new() { CollectionName = _name }).Status);
        Told("drop no index", client.DropIndex(new() { CollectionName = _name, IndexName = "x" }));
        Told("index", Requests.Index(client, _name, "v", "", ("index_type", "FLAT"), ("metric_type", "L2")));
        Told("index again", Requests.Index(client, _name, "v", "", ("index_type", "FLAT"), ("metric_type", "L2")));
        Told("index other", Requests.Index(client, _name, "v", "", ("index_type", "FLAT"), ("metric_type", "IP")));
        Told("index named", Requests.Index(client, _name, "i", "idx_i", ("index_type", "STL_SORT")));
        Told("query unloaded", Requests.Query(client, _name, "id > 0", ["id"]).Status);
        var inserted = Requests.Insert(client, _name, 4, Longs("id", 3, 1, 2, 4),
            Vectors("v", 4, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 3, 0), Texts("t", "c", "a", "b", "d"), Longs("i", 30, 10, 20, 40));
        Told("insert", inserted.Status, inserted.InsertCnt + " " + string.Join(",", inserted.IDs.IntId.Data));
        Told(
            "too long",
            Requests
                .Insert(client, _name, 1, Longs("id", 9), Vectors("v", 4, new float[4]), Texts("t", new string('x', 17)), Longs("i", 1))
                .Status);
        Told("load", client.LoadCollection(new() { CollectionName = _name, ReplicaNumber = 1 }));
        while (client.GetLoadingProgress(new() { CollectionName = _name }).Progress < 100)
        {
            await Task.Delay(200);
        }

        Told("drop loaded index", client.DropIndex(new() { CollectionName = _name, IndexName = "v" }));
        Told("describe", client.DescribeIndex(new() { CollectionName = _name }).Status);
        foreach (
            var (filter, limit) in new[]
            {
                ("id > 0", ""),
                ("id in [4, 2]", ""),
                ("i >= 20 and t != \"d\"", ""),
                ("id > 0", "2"),
                ("", "2"),
            })
        {
            var answer = Requests.Query(client, _name, filter, ["id", "t"], limit.Length > 0 ? [("limit", limit)] : []);
            Told($"query {filter} {limit}", answer.Status, Rows(answer));
        }

        Told(
            "count",
            Requests.Query(client, _name, "", ["count(*)"]).Status,
            Requests.Query(client, _name, "", ["count(*)"]).FieldsData[0].Scalars.LongData.Data[0]);
        foreach (var (top, parameters) in new[] { (2, "{}"), (10, "{}"), (10, "{\"radius\": 2.0, \"range_filter\": 0.5}") })
        {
            var answer = Requests.Search(
                client,
                _name,
                "v",
                "L2",
                top,
                [Requests.Floats(1, 0, 0, 0), Requests.Floats(0, 0, 1, 0)],
                parameters: parameters);
            Told(
                $"search {top} {parameters}",
                answer.Status,
                answer.Results is { } results
                    ? string.Join(",", results.Topks)
                        + " "
                        + string.Join(",", results.Ids?.IntId?.Data ?? [])
                        + " "
                        + string.Join(",", results.Scores)
                    : "");
        }

        foreach (var filter in new[] { "id in [3, 99]", "i > 30", "id == 77", "" })
        {
            var deleted = client.Delete(new() { CollectionName = _name, Expr = filter });
            Told($"delete {filter}", deleted.Status, deleted.DeleteCnt);
        }

        Told(
            "rows left",
            Requests.Query(client, _name, "id > 0", ["id", "t"]).Status,
            Rows(Requests.Query(client, _name, "id > 0", ["id", "t"])));
        Told("release", client.ReleaseCollection(new() { CollectionName = _name }));
        Told("drop index", client.DropIndex(new() { CollectionName = _name, IndexName = "idx_i" }));
        Told("drop collection", client.DropCollection(new() { CollectionName = _name }));
        Told("drop again", client.DropCollection(new() { CollectionName = _name }));
        Told("describe dropped", client.DescribeCollection(new() { CollectionName = _name }).Status);
        return story;
    }

    private static string Rows(QueryResults answer)
    {
        var columns = answer.FieldsData.ToDictionary(data => data.FieldName);
        return columns.Count == 0 ? "" : string.Join(" ", columns["id"].Scalars.LongData.Data.Zip(columns["t"].Scalars.StringData.Data));
    }
}

using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using Milvus.Protocol;
using FieldType = Milvus.Protocol.DataType;
using Status = Milvus.Protocol.Status;

namespace Milvus.Tests.Differential;

/// <summary>
/// Metrics, resource groups and replicas on one server with one node. The node is never moved, because a real server has collections of
/// others on it.
/// </summary>
internal sealed partial class NodesScript(ServiceBackend backend)
{
    private const string Default = "__default_resource_group";
    private const string Missing = "ds_no_such_group";

    private readonly string _collection = $"ds_{Guid.NewGuid():N}"[..24];
    private readonly string _group = $"rg_{Guid.NewGuid():N}"[..20];
    private readonly Dictionary<string, string> _transcript = new(StringComparer.Ordinal);

    private MilvusService.MilvusServiceClient Stub => backend.Stub;

    public Dictionary<string, string> Run()
    {
        var script = new ServiceScript(backend, _collection);
        script.Create("create", ServiceScript.Field("id", FieldType.Int64), ServiceScript.Field("v", FieldType.FloatVector, ("dim", "2")));
        script.Index("index", "v", "FLAT", "L2");
        try
        {
            Metrics();
            Groups();
            script.Load("load");
            Loaded();
            Moves();
            script.Release("release");
            Released();
        }
        finally
        {
            script.Drop("drop the collection");
            Stub.DropResourceGroup(new DropResourceGroupRequest { ResourceGroup = _group }, backend.Options);
        }

        foreach (var (step, outcome) in script.Transcript)
        {
            _transcript.Add(step, outcome);
        }

        return _transcript;
    }

    private void Metrics()
    {
        foreach (var (step, request) in new[] { ("nothing", ""), ("no kind", "{}"), ("an unknown kind", """{"metric_type":"foo"}""") })
        {
            Record($"ask for metrics with {step}", () => Stub.GetMetrics(new GetMetricsRequest { Request = request }, backend.Options));
        }

        Record(
            "ask for health",
            () => Stub.CheckHealth(new CheckHealthRequest(), backend.Options),
            health => $"healthy {health.IsHealthy}");
        Record(
            "ask for the components",
            () => Stub.GetComponentStates(new GetComponentStatesRequest(), backend.Options),
            states => $"{states.State.Role} {states.State.StateCode}, {states.SubcomponentStates.Count} more");
    }

    private void Groups()
    {
        foreach (var (step, name) in new[]
            {
                ("no name", ""),
                ("a name that begins with a digit", "1abc"),
                ("a name with a space", "a b"),
                ("a name of 256 letters", new string('a', 256)),
                ("a group", _group),
                ("the group again", _group),
                ("the default group", Default),
            })
        {
            Record(
                $"create {step}",
                () => Stub.CreateResourceGroup(new CreateResourceGroupRequest { ResourceGroup = name }, backend.Options));
        }

        Record(
            "list the groups",
            () => Stub.ListResourceGroups(new ListResourceGroupsRequest(), backend.Options),
            groups => string.Join(' ', groups.ResourceGroups.Where(name => name == Default || name == _group).Order(StringComparer.Ordinal))
        );
        Describe("describe a missing group", Missing);
        Describe("describe the group", _group);
        Describe("describe the default group", Default);
        LoadInto("load into a missing group", [Missing], 1);
        LoadInto("load into a group without a node", [_group], 1);
        LoadInto("load into two groups", [_group, Default], 1);
        LoadInto("load two replicas", [], 2);
        Record(
            "drop a missing group",
            () => Stub.DropResourceGroup(new DropResourceGroupRequest { ResourceGroup = Missing }, backend.Options));
    }

    private void Loaded()
    {
        Describe("describe the default group with the collection", Default);
        Record(
            "replicas",
            () => Stub.GetReplicas(new GetReplicasRequest { CollectionName = _collection }, backend.Options),
            answer =>
                string.Join(
                    ' ',
                    answer.Replicas.Select(replica =>
                        $"{replica.ResourceGroupName} nodes {replica.NodeIds.Count} shards {replica.ShardReplicas.Count} partitions "
                            + $"{replica.PartitionIds.Count}"
                    )));
        Record(
            "replicas of a missing collection",
            () => Stub.GetReplicas(new GetReplicasRequest { CollectionName = "ds_no_such" }, backend.Options));
        Record("replicas of a missing number", () => Stub.GetReplicas(new GetReplicasRequest { CollectionID = 7 }, backend.Options));
        LoadInto("load it into another group", [_group], 1);
        LoadInto("load it twice", [], 2);
        LoadInto("load it where it is", [Default], 1);
        Balance("balance from a missing node", _collection, 999);
        Balance("balance a missing collection", "ds_no_such", 999);
    }

    private void Moves()
    {
        Move("from a missing group", Missing, Default, 1);
        Move("into a missing group", Default, Missing, 1);
        Move("of no nodes", Default, _group, 0);
        Move("of two nodes", Default, _group, 2);
        Move("from an empty group", _group, Default, 1);
        Move("into the same group", Default, Default, 1);
        Move("into the same empty group", _group, _group, 1);
        Transfer("from a missing group", Missing, Default, 1);
        Transfer("into a missing group", Default, Missing, 1);
        Transfer("of none", Default, _group, 0);
        Transfer("of five", Default, _group, 5);
        Transfer("from an empty group", _group, Default, 1);
        Transfer("into the same group", Default, Default, 1);
        Transfer("into a group without a node", Default, _group, 1);
        Record(
            "drop the default group",
            () => Stub.DropResourceGroup(new DropResourceGroupRequest { ResourceGroup = Default }, backend.Options));
    }

    private void Released()
    {
        Record(
            "replicas of a released collection",
            () => Stub.GetReplicas(new GetReplicasRequest { CollectionName = _collection }, backend.Options));
        Transfer("of a released collection", Default, _group, 1);
        Record("drop the group", () => Stub.DropResourceGroup(new DropResourceGroupRequest { ResourceGroup = _group }, backend.Options));
        Describe("describe the dropped group", _group);
    }

    private void Describe(string step, string name) => Record(
        step,
        () => Stub.DescribeResourceGroup(new DescribeResourceGroupRequest { ResourceGroup = name }, backend.Options),
        answer => $"capacity {answer.ResourceGroup.Capacity} nodes {answer.ResourceGroup.NumAvailableNode} replicas "
            + $"{answer.ResourceGroup.NumLoadedReplica.GetValueOrDefault(_collection)}");

    private void LoadInto(string step, string[] groups, int replicas) =>
        Record(
            step,
            () =>
                Stub.LoadCollection(
                    new LoadCollectionRequest
                    {
                        CollectionName = _collection,
                        ReplicaNumber = replicas,
                        ResourceGroups = { groups },
                    },
                    backend.Options));

    private void Balance(string step, string collection, long node) =>
        Record(step, () => Stub.LoadBalance(new LoadBalanceRequest { CollectionName = collection, SrcNodeID = node }, backend.Options));

    private void Move(string step, string source, string target, int nodes) =>
        Record(
            $"move nodes {step}",
            () =>
                Stub.TransferNode(
                    new TransferNodeRequest
                    {
                        SourceResourceGroup = source,
                        TargetResourceGroup = target,
                        NumNode = nodes,
                    },
                    backend.Options));

    private void Transfer(string step, string source, string target, long replicas) =>
        Record(
            $"move replicas {step}",
            () =>
                Stub.TransferReplica(
                    new TransferReplicaRequest
                    {
                        SourceResourceGroup = source,
                        TargetResourceGroup = target,
                        CollectionName = _collection,
                        NumReplica = replicas,
                    },
                    backend.Options));

    private void Record<T>(string step, Func<T> call, Func<T, string>? show = null)
        where T : IMessage
    {
        string outcome;
        try
        {
            var answer = call();
            var status = answer as Status ?? (Status)answer.Descriptor.FindFieldByName("status").Accessor.GetValue(answer);
            outcome = Verdicts.Failed(status) ? $"error {status.Code}: {status.Reason}" : show is null ? "done" : show(answer);
        }
        catch (RpcException refused)
        {
            outcome = $"{refused.StatusCode}: {refused.Status.Detail}";
        }

        _transcript.Add(
            step,
            Number()
                .Replace(
                    outcome
                        .Replace(_collection, "<collection>", StringComparison.Ordinal)
                        .Replace(_group, "<group>", StringComparison.Ordinal)
                        .Replace(new string('a', 256), "<long>", StringComparison.Ordinal),
                    "<number>"));
    }

    [GeneratedRegex(@"\d{15,}")]
    private static partial Regex Number();
}

using Milvus.Protocol;

namespace Milvus.Module.Tests.Reference;

/// <summary>The answers of a server to calls that the engine does not implement.</summary>
internal static class ReferenceAnswers
{
    internal static void Give(CallLog log)
    {
        // Add answers for other unsupported calls here: log.Answer("Name", new NameResponse { … }).
        GiveResourceGroups(log);
        foreach (var change in new[]
        {
            "AlterCollectionField", "AlterCollectionSchema", "AddCollectionStructField", "AddCollectionFunction", "AlterCollectionFunction",
            "DropCollectionFunction", "AlterIndex",
        })
        {
            log.Answer(change);
        }
    }

    private static void GiveResourceGroups(CallLog log)
    {
        log.Answer("CreateResourceGroup");
        log.Answer("UpdateResourceGroups");
        log.Answer("DropResourceGroup");
        log.Answer("TransferNode");
        log.Answer("TransferReplica");
        log.Answer("LoadBalance");
        log.Answer("ListResourceGroups", new ListResourceGroupsResponse { ResourceGroups = { "team_a", "__default_resource_group" } });
        log.Answers["DescribeResourceGroup"] = request => new DescribeResourceGroupResponse
        {
            ResourceGroup = new ResourceGroup
            {
                Name = ((DescribeResourceGroupRequest)request).ResourceGroup,
                Capacity = 2,
                NumAvailableNode = 1,
                NumLoadedReplica = { ["books"] = 1 },
                Config = new ResourceGroupConfig
                {
                    Requests = new ResourceGroupLimit { NodeNum = 1 },
                    Limits = new ResourceGroupLimit { NodeNum = 2 },
                    TransferFrom = { new ResourceGroupTransfer { ResourceGroup = "spare" } },
                    NodeFilter = new ResourceGroupNodeFilter
                    {
                        NodeLabels =
                        {
                            new Protocol.KeyValuePair { Key = "disk", Value = "nvme" },
                        },
                    },
                },
                Nodes = { new NodeInfo { NodeId = 7, Address = "10.0.0.7:21123", Hostname = "node7" } },
            },
        };
        log.Answer(
            "GetReplicas",
            new GetReplicasResponse
            {
                Replicas =
                {
                    new ReplicaInfo
                    {
                        ReplicaID = 11,
                        NodeIds = { 7 },
                        ResourceGroupName = "team_a",
                        ShardReplicas =
                        {
                            new ShardReplica
                            {
                                LeaderID = 7,
                                LeaderAddr = "10.0.0.7:21123",
                                DmChannelName = "dml_0",
                                NodeIds = { 7 },
                            },
                        },
                    },
                },
            });
        MaintenanceAnswers.Give(log);
        OperationAnswers.Give(log);
    }
}

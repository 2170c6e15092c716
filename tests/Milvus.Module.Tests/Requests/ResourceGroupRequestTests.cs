using Milvus.Module.Tests.Reference;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests about resource groups, replicas and nodes, with every parameter used.</summary>
public sealed class ResourceGroupRequestTests : RequestFixture
{
    protected override void Prepare()
    {
        ReferenceAnswers.Give(Log);
        Do("$null = New-MilvusCollection books -Dimension 2");
    }

    [Fact]
    public void New_MilvusResourceGroup_without_settings_sends_none() =>
        Sends<CreateResourceGroupRequest>("New-MilvusResourceGroup team_a", """{ "resourceGroup": "team_a" }""");

    // pymilvus sends only the specified numbers; servers refuse a configuration without both.
    [Fact]
    public void New_MilvusResourceGroup_with_a_request_sends_it_as_the_limit_too() => Sends<CreateResourceGroupRequest>(
        "New-MilvusResourceGroup team_a -RequestNodeCount 2",
        """{ "resourceGroup": "team_a", "config": { "requests": { "nodeNum": 2 }, "limits": { "nodeNum": 2 } } }""");

    [Fact]
    public void ResourceGroupRequest_new_with_everything() => Sends<CreateResourceGroupRequest>(
        "New-MilvusResourceGroup team_a -RequestNodeCount 1 -LimitNodeCount 3 -TransferFrom s, t -TransferTo u -NodeFilter @{ disk = "
            + "'nvme' }",
        """
        {
          "resourceGroup": "team_a",
          "config": {
            "requests": { "nodeNum": 1 }, "limits": { "nodeNum": 3 },
            "transferFrom": [{ "resourceGroup": "s" }, { "resourceGroup": "t" }], "transferTo": [{ "resourceGroup": "u" }],
            "nodeFilter": { "nodeLabels": [{ "key": "disk", "value": "nvme" }] }
          }
        }
        """);

    [Fact]
    public void ResourceGroupRequest_set_with_everything() => Sends<UpdateResourceGroupsRequest>(
        "Set-MilvusResourceGroup team_a -RequestNodeCount 0 -LimitNodeCount 4 -TransferFrom @() -TransferTo u -NodeFilter @{ zone = 1 }",
        """
        {
          "resourceGroups": {
            "team_a": {
              "requests": { "nodeNum": 0 }, "limits": { "nodeNum": 4 }, "transferTo": [{ "resourceGroup": "u" }],
              "nodeFilter": { "nodeLabels": [{ "key": "zone", "value": "1" }] }
            }
          }
        }
        """);

    // pymilvus replaces the whole configuration; here other settings stay.
    [Fact]
    public void ResourceGroupRequest_set_keeps_what_is_not_given() => Sends<UpdateResourceGroupsRequest>(
        "Get-MilvusResourceGroup team_a | Set-MilvusResourceGroup -LimitNodeCount 9",
        """
        {
          "resourceGroups": {
            "team_a": {
              "requests": { "nodeNum": 1 }, "limits": { "nodeNum": 9 }, "transferFrom": [{ "resourceGroup": "spare" }],
              "nodeFilter": { "nodeLabels": [{ "key": "disk", "value": "nvme" }] }
            }
          }
        }
        """);

    [Fact]
    public void Set_MilvusResourceGroup_changes_several_groups_in_one_request() => Sends<UpdateResourceGroupsRequest>(
        "Set-MilvusResourceGroup -Setting @{ team_a = @{ LimitNodeCount = 1; transferfrom = @(); NodeFilter = @{} }; team_b = @{ "
            + "RequestNodeCount = 1; TransferTo = 'team_a' } }",
        """
        {
          "resourceGroups": {
            "team_a": { "requests": { "nodeNum": 1 }, "limits": { "nodeNum": 1 } },
            "team_b": {
              "requests": { "nodeNum": 1 }, "limits": { "nodeNum": 2 }, "transferFrom": [{ "resourceGroup": "spare" }],
              "transferTo": [{ "resourceGroup": "team_a" }], "nodeFilter": { "nodeLabels": [{ "key": "disk", "value": "nvme" }] }
            }
          }
        }
        """);

    [Theory]
    [InlineData("Set-MilvusResourceGroup team_a")]
    [InlineData("Set-MilvusResourceGroup -Setting @{ team_a = @{ Nodes = 1 } }")]
    [InlineData("Set-MilvusResourceGroup -Setting @{ team_a = @{ LimitNodeCount = 'many' } }")]
    [InlineData("Set-MilvusResourceGroup -Setting @{ team_a = 1 }")]
    public void Set_MilvusResourceGroup_settings_that_say_nothing_or_something_else_are_refused(string line)
    {
        Assert.Equal(["MilvusInvalidArgument"], Run(line).ErrorIds);
        Assert.DoesNotContain("UpdateResourceGroups", Log.Names);
    }

    [Fact]
    public void Remove_MilvusResourceGroup_remove() =>
        Sends<DropResourceGroupRequest>("Remove-MilvusResourceGroup team_a", """{ "resourceGroup": "team_a" }""");

    [Fact]
    public void ResourceGroupRequest_list() => Sends<ListResourceGroupsRequest>("Get-MilvusResourceGroup team_*", "{}");

    [Fact]
    public void ResourceGroupRequest_get() =>
        Sends<DescribeResourceGroupRequest>("Get-MilvusResourceGroup team_a", """{ "resourceGroup": "team_a" }""");

    [Fact]
    public void ResourceGroupRequest_get_shows_all_that_a_server_says()
    {
        var group = Do("Get-MilvusResourceGroup team_a").Output.Single();

        Assert.Equal(
            ("team_a", 2, 1, 1, 2, "spare", "nvme", 1, "node7"),
            (
                group.Properties["Name"].Value,
                group.Properties["Capacity"].Value,
                group.Properties["AvailableNodeCount"].Value,
                group.Properties["RequestNodeCount"].Value,
                group.Properties["LimitNodeCount"].Value,
                ((string[])group.Properties["TransferFrom"].Value).Single(),
                ((IDictionary<string, string>)group.Properties["NodeFilter"].Value)["disk"],
                ((IDictionary<string, int>)group.Properties["LoadedReplica"].Value)["books"],
                Do("(Get-MilvusResourceGroup team_a).Node[0].HostName").Output.Single().ToString()));
    }

    [Theory]
    [InlineData("Remove-MilvusResourceGroup te")]
    [InlineData("Get-MilvusResourceGroup te")]
    [InlineData("Move-MilvusNode te")]
    [InlineData("Move-MilvusReplica books a te")]
    [InlineData("Mount-MilvusCollection books -ResourceGroup te")]
    public void ResourceGroupRequest_group_is_completed(string line) => Assert.Contains("team_a", Complete(line));

    [Fact]
    public void Move_MilvusNode_move_nodes() => Sends<TransferNodeRequest>(
        "Move-MilvusNode __default_resource_group team_a -NodeCount 2",
        """{ "sourceResourceGroup": "__default_resource_group", "targetResourceGroup": "team_a", "numNode": 2 }""");

    [Fact]
    public void Move_MilvusReplica_move_replicas() => Sends<TransferReplicaRequest>(
        "Move-MilvusReplica books __default_resource_group team_a -ReplicaCount 2",
        """
        { "sourceResourceGroup": "__default_resource_group", "targetResourceGroup": "team_a", "collectionName": "books",
          "numReplica": 2 }
        """);

    [Fact]
    public void Move_MilvusSegment_move_segments() => Sends<LoadBalanceRequest>(
        "Move-MilvusSegment books -SourceNodeId 4 -TargetNodeId 5, 6 -SegmentId 7, 8",
        """{ "collectionName": "books", "srcNodeID": "4", "dstNodeIDs": ["5", "6"], "sealedSegmentIDs": ["7", "8"] }""");

    [Fact]
    public void ResourceGroupRequest_move_a_piped_replica() => Sends<TransferReplicaRequest>(
        "Get-MilvusReplica books | Move-MilvusReplica -TargetResourceGroup team_b",
        """
        { "sourceResourceGroup": "team_a", "targetResourceGroup": "team_b", "collectionName": "books", "numReplica": 1,
          "dbName": "default" }
        """);

    [Fact]
    public void ResourceGroupRequest_get_replicas()
    {
        var id = (long)Do("(Get-MilvusCollection books).Id").Output.Single().BaseObject;

        Sends<GetReplicasRequest>(
            "Get-MilvusCollection books | Get-MilvusReplica",
            $$"""{ "collectionID": {{id}}, "withShardNodes": true, "dbName": "default" }"""
        );
    }

    // A retry could move other nodes, so the call is not retried.
    [Fact]
    public void Move_MilvusNode_that_is_not_answered_is_not_sent_again()
    {
        Log.Changed["TransferNode"] = _ => throw new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.Unavailable, "cut"));

        Assert.Equal(["MilvusWriteOutcomeUnknown"], Run("Move-MilvusNode a b").ErrorIds);
        Assert.Single(Log.Names, "TransferNode");
    }

    [Fact]
    public void New_MilvusResourceGroup_group_that_the_attempt_before_created_is_no_error()
    {
        var attempts = 0;
        Log.Answers["CreateResourceGroup"] = _ => attempts++ == 0
            ? throw new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.Unavailable, "cut"))
            : new Status { Code = 65535, Reason = "resource group already exist" };

        Assert.Equal("team_a", Do("New-MilvusResourceGroup team_a").Output.Single().ToString());
        Assert.Equal(2, attempts);
    }
}

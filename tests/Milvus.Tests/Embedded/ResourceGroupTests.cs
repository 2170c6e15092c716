namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Resource groups with a single node. Answers that Milvus also gives are in the differential tests.</summary>
public sealed class ResourceGroupTests
{
    private const string Default = "__default_resource_group";

    [Fact]
    public void ResourceGroup_node_and_what_is_loaded_stay_where_they_were_moved_to_after_reopening()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            engine.CreateLoaded("c");
            Engine.Ok(Create(engine, "g"));
            Engine.Ok(Move(engine, Default, "g", 1));
            Assert.Equal(1, Describe(engine, Default).NumOutgoingNode["c"]);
            Assert.Equal(1, Describe(engine, "g").NumIncomingNode["c"]);
            Assert.Equal(1, Replica(engine).NumOutboundNode["g"]);
            Engine.Ok(
                engine.Client.TransferReplica(
                    new TransferReplicaRequest
                    {
                        SourceResourceGroup = Default,
                        TargetResourceGroup = "g",
                        CollectionName = "c",
                        NumReplica = 1,
                    }));
        }

        using var again = new Engine(folder.File("a.db"));
        Assert.Equal("g", Replica(again).ResourceGroupName);
        Assert.Empty(Replica(again).NumOutboundNode);
        var group = Describe(again, "g");
        Assert.Equal((1, 1, 1), (group.Capacity, group.NumAvailableNode, group.NumLoadedReplica["c"]));
        Assert.Equal(1L, Assert.Single(group.Nodes).NodeId);
        Assert.Equal(1100, Drop(again, "g").Code);
        Engine.Ok(again.Release("c"));
        Assert.Equal(
            (1100, ServerTexts.ResourceGroupSLimitsNodeNumIs),
            Seen(Drop(again, "g")));
        Assert.Equal(
            (304, ServerTexts.ResourceGroupNodeNotEnoughRgDefault),
            Seen(again.Load("c")));
        Engine.Ok(again.Client.LoadCollection(new LoadCollectionRequest { CollectionName = "c", ResourceGroups = { "g" } }));
        Assert.Equal("g", Replica(again).ResourceGroupName);
        Engine.Ok(again.Release("c"));
        Engine.Ok(Move(again, "g", Default, 1));
        Engine.Ok(Drop(again, "g"));
        Engine.Ok(again.Load("c"));
        Assert.Equal(Default, Replica(again).ResourceGroupName);
    }

    [Fact]
    public void ResourceGroup_settings_draw_the_node_and_let_it_go()
    {
        using var engine = new Engine();
        Engine.Ok(Create(engine, "a", Config(1, 1)));
        Engine.Ok(Create(engine, "b", Config(1, 2)));
        Assert.Equal((1, 0, 0), (Nodes(engine, "a"), Nodes(engine, "b"), Nodes(engine, Default)));

        Engine.Ok(Update(engine, "a", Config(0, 0)));
        Assert.Equal((0, 1, 0), (Nodes(engine, "a"), Nodes(engine, "b"), Nodes(engine, Default)));
        Engine.Ok(Update(engine, "b", Config(0, 1)));
        Assert.Equal(1, Nodes(engine, "b"));
        Engine.Ok(Update(engine, "b", Config(0, 0)));
        Assert.Equal(1, Nodes(engine, Default));
        Engine.Ok(Drop(engine, "b"));
    }

    [Fact]
    public void ResourceGroup_settings_that_cannot_be_are_refused_and_none_is_changed()
    {
        using var engine = new Engine();
        Engine.Ok(Create(engine, "a", Config(0, 1)));

        Engine.Ok(Create(engine, "a", Config(0, 1)));
        Assert.Equal(
            (301, ServerTexts.ResourceGroupAlreadyExistButCreateWith),
            Seen(Create(engine, "a", Config(0, 2))));
        Assert.Equal(301, Create(engine, "a").Code);
        Assert.Equal(301, Create(engine, Default).Code);
        Assert.Equal(
            (303, ServerTexts.RequestsOrLimitsIsRequiredResourceGroup),
            Seen(Create(engine, "b", new ResourceGroupConfig())));
        Assert.Equal(303, Create(engine, "b", Config(-1, 1)).Code);
        Assert.Equal(303, Create(engine, "b", Config(2, 1)).Code);
        var towards = Config(0, 1);
        towards.TransferTo.Add(new ResourceGroupTransfer { ResourceGroup = "missing" });
        Assert.Equal(
            (303, ServerTexts.ResourceGroupInTransferToMissingNotExist),
            Seen(Create(engine, "b", towards)));
        Assert.Equal(
            (300, ServerTexts.ResourceGroupNotFoundRgMissing),
            Seen(
                engine.Client.UpdateResourceGroups(
                    new UpdateResourceGroupsRequest { ResourceGroups = { ["a"] = Config(1, 1), ["missing"] = Config(1, 1) } })));
        Assert.Equal(0, Describe(engine, "a").Config.Requests.NodeNum);
        Assert.Equal([Default, "a"], engine.Client.ListResourceGroups(new ListResourceGroupsRequest()).ResourceGroups);
    }

    [Fact]
    public void ResourceGroup_collection_moves_to_a_group_without_the_node_and_is_served_from_outside()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        Engine.Ok(Create(engine, "a"));

        Engine.Ok(
            engine.Client.TransferReplica(
                new TransferReplicaRequest
                {
                    SourceResourceGroup = Default,
                    TargetResourceGroup = "a",
                    CollectionName = "c",
                    NumReplica = 1,
                }));

        Assert.Equal("a", Replica(engine).ResourceGroupName);
        Assert.Equal(1, Describe(engine, "a").NumOutgoingNode["c"]);
        Assert.Equal(0, engine.Count("c"));
    }

    [Fact]
    public void ResourceGroup_group_that_another_one_names_stays()
    {
        using var engine = new Engine();
        Engine.Ok(Create(engine, "a"));
        var config = Config(0, 1);
        config.TransferTo.Add(new ResourceGroupTransfer { ResourceGroup = "a" });
        Engine.Ok(Create(engine, "b", config));

        Assert.Equal(
            (1100, ServerTexts.ResourceGroupAIsUsedByB),
            Seen(Drop(engine, "a")));
    }

    [Fact]
    public void ResourceGroup_group_made_twice_is_one_group()
    {
        using var engine = new Engine();
        Engine.Ok(Create(engine, "a"));
        Engine.Ok(Create(engine, "a"));
        Engine.Ok(Create(engine, "a", Config(0, 0)));
        Assert.Equal([Default, "a"], engine.Client.ListResourceGroups(new ListResourceGroupsRequest()).ResourceGroups);
    }

    [Fact]
    public void ResourceGroup_segments_are_balanced_to_where_they_are()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");

        Engine.Ok(Balance(engine, new LoadBalanceRequest { SrcNodeID = 1 }));
        Assert.Equal(
            (901, ServerTexts.DestinationNodeNotFoundInTheSame),
            Seen(Balance(engine, new LoadBalanceRequest { SrcNodeID = 1, DstNodeIDs = { 9 } })));
        Assert.Equal(
            (65535, ServerTexts.FailedToBalanceSegmentsSegment7Not),
            Seen(Balance(engine, new LoadBalanceRequest { SrcNodeID = 1, SealedSegmentIDs = { 7 } })));
        Engine.Ok(engine.Release("c"));
        Assert.Equal(103, Balance(engine, new LoadBalanceRequest { SrcNodeID = 1 }).Code);
    }

    private static Status Create(Engine engine, string name, ResourceGroupConfig? config = null) =>
        engine.Client.CreateResourceGroup(new CreateResourceGroupRequest { ResourceGroup = name, Config = config });

    private static Status Drop(Engine engine, string name) =>
        engine.Client.DropResourceGroup(new DropResourceGroupRequest { ResourceGroup = name });

    private static Status Update(Engine engine, string name, ResourceGroupConfig config) =>
        engine.Client.UpdateResourceGroups(new UpdateResourceGroupsRequest { ResourceGroups = { [name] = config } });

    private static Status Move(Engine engine, string source, string target, int nodes) =>
        engine.Client.TransferNode(new TransferNodeRequest { SourceResourceGroup = source, TargetResourceGroup = target, NumNode = nodes });

    private static Status Balance(Engine engine, LoadBalanceRequest request) =>
        engine.Client.LoadBalance(new LoadBalanceRequest(request) { CollectionName = "c" });

    private static ResourceGroup Describe(Engine engine, string name) =>
        Engine.Ok(engine.Client.DescribeResourceGroup(new DescribeResourceGroupRequest { ResourceGroup = name })).ResourceGroup;

    private static int Nodes(Engine engine, string name) => Describe(engine, name).NumAvailableNode;

    private static ReplicaInfo Replica(Engine engine) =>
        Assert.Single(
            Engine.Ok(engine.Client.GetReplicas(new GetReplicasRequest { CollectionName = "c", WithShardNodes = true })).Replicas);

    private static ResourceGroupConfig Config(int requests, int limits) => new()
    {
        Requests = new ResourceGroupLimit { NodeNum = requests },
        Limits = new ResourceGroupLimit { NodeNum = limits },
    };

    private static (int Code, string Reason) Seen(Status status) => (status.Code, status.Reason);
}

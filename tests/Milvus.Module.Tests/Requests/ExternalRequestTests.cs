using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of the cmdlets for external collections, file resources and replication, with each parameter once.</summary>
public sealed class ExternalRequestTests : RequestFixture
{
    [Fact]
    public void ExternalRequest_refresh_names_collection_source_and_specification()
    {
        Log.Answer("RefreshExternalCollection", new RefreshExternalCollectionResponse { JobId = 5 });
        Log.Answer(
            "GetRefreshExternalCollectionProgress",
            new GetRefreshExternalCollectionProgressResponse
            {
                JobInfo = new RefreshExternalCollectionJobInfo
                {
                    JobId = 5,
                    State = RefreshExternalCollectionState.RefreshCompleted,
                    Progress = 100,
                    StartTime = 1_700_000_000_000,
                },
            });
        Log.Answer(
            "ListRefreshExternalCollectionJobs",
            new ListRefreshExternalCollectionJobsResponse { Jobs = { new RefreshExternalCollectionJobInfo { JobId = 5 } } });

        Sends<RefreshExternalCollectionRequest>(
            "Update-MilvusExternalCollection lake -Source s3://b -Specification @{ format = 'parquet' } -Database ice",
            """{ "collectionName": "lake", "dbName": "ice", "externalSource": "s3://b", "externalSpec": "{\"format\":\"parquet\"}" }""");
        Sends<GetRefreshExternalCollectionProgressRequest>("$done = Update-MilvusExternalCollection lake -Wait", """{ "jobId": "5" }""");
        Assert.Equal(["Completed"], Do("$done").Values("State"));
        Sends<GetRefreshExternalCollectionProgressRequest>("Get-MilvusExternalRefresh 7", """{ "jobId": "7" }""");
        Sends<ListRefreshExternalCollectionJobsRequest>("Get-MilvusExternalRefresh -Collection lake", """{ "collectionName": "lake" }""");
        Assert.Equal(["Pending"], Do("Get-MilvusExternalRefresh").Values("State"));
    }

    [Fact]
    public void ExternalRequest_file_resources_are_added_listed_and_removed()
    {
        Log.Answer("AddFileResource");
        Log.Answer("RemoveFileResource");
        Log.Answer(
            "ListFileResources",
            new ListFileResourcesResponse
            {
                Resources =
                {
                    new FileResourceInfo
                    {
                        Id = 1,
                        Name = "stop",
                        Path = "d/stop.txt",
                    },
                    new FileResourceInfo { Id = 2, Name = "other" },
                },
            });

        Sends<AddFileResourceRequest>(
            "$added = Add-MilvusFileResource stop d/stop.txt -PassThru",
            """{ "name": "stop", "path": "d/stop.txt" }"""
        );
        Assert.Equal(["d/stop.txt"], Do("$added").Values("Path"));
        Sends<RemoveFileResourceRequest>("Get-MilvusFileResource st* | Remove-MilvusFileResource", """{ "name": "stop" }""");
        Assert.Equal(["other", "stop"], Do("Get-MilvusFileResource").Values("Name"));
    }

    [Fact]
    public void ExternalRequest_replicate_configuration_is_replaced_and_no_token_is_shown()
    {
        Log.Answer("UpdateReplicateConfiguration");
        var configuration = new ReplicateConfiguration
        {
            Clusters =
            {
                new MilvusCluster
                {
                    ClusterId = "a",
                    ConnectionParam = new ConnectionParam { Uri = "http://a:1", Token = "CANARY-given-back" },
                    Pchannels = { "p1" },
                },
            },
            CrossClusterTopology =
            {
                new CrossClusterTopology { SourceClusterId = "a", TargetClusterId = "b" },
            },
        };
        Log.Answer("GetReplicateConfiguration", new GetReplicateConfigurationResponse { Configuration = configuration });

        Sends<UpdateReplicateConfigurationRequest>(
            """
            $secret = [securestring]::new(); 'CANARY-b'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
            $after = Set-MilvusReplication -Cluster @{ Id = 'a'; Uri = 'http://a:1'; Token = 'CANARY-a'; Channel = 'p1', 'p2' },
                @{ Id = 'b'; Uri = 'http://b:1'; Token = $secret } `
                -Topology @{ Source = 'a'; Target = 'b' } -ForcePromote -PassThru -Confirm:$false
            """,
            """
            { "forcePromote": true, "replicateConfiguration": {
                "clusters": [ { "clusterId": "a", "connectionParam": { "uri": "http://a:1", "token": "CANARY-a" }, "pchannels": ["p1",
                    "p2"] },
                              { "clusterId": "b", "connectionParam": { "uri": "http://b:1", "token": "CANARY-b" } } ],
                "crossClusterTopology": [ { "sourceClusterId": "a", "targetClusterId": "b" } ] } }
            """);
        var shown = string.Concat(Do("$after; $after.Cluster; $after.Topology; Get-MilvusReplication").Output.Select(item =>
            item + string.Join(' ', item.Properties.Select(property => $"{property.Name}={property.Value}"))));
        Assert.DoesNotContain("CANARY", shown, StringComparison.Ordinal);
        Assert.Contains("a -> b", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void ExternalRequest_checkpoints_are_asked_by_cluster_and_channel()
    {
        Log.Answer(
            "GetReplicateInfo",
            new GetReplicateInfoResponse
            {
                Checkpoint = new ReplicateCheckpoint
                {
                    ClusterId = "a",
                    Pchannel = "p1",
                    MessageId = new MessageID { Id = "7", WALName = WALName.WoodPecker },
                    TimeTick = 9,
                },
                SalvageCheckpoint = new ReplicateCheckpoint
                {
                    ClusterId = "a",
                    Pchannel = "p1",
                    MessageId = new MessageID { Id = "5", WALName = WALName.Pulsar },
                    TimeTick = 4,
                },
            });
        Log.Streams["DumpMessages"] = [new DumpMessagesResponse { Message = new ImmutableMessage { Id = new MessageID { Id = "8" } } }];

        Sends<GetReplicateInfoRequest>(
            "$points = Get-MilvusReplication -SourceCluster a -Channel p1",
            """{ "sourceClusterId": "a", "targetPchannel": "p1" }"""
        );
        Assert.Equal(["Checkpoint", "Salvage"], Do("$points").Values("Kind"));
        Sends<DumpMessagesRequest>(
            "$points | Where-Object Kind -EQ Salvage | Read-MilvusMessage",
            """{ "pchannel": "p1", "startMessageId": { "id": "5", "WALName": "Pulsar" }, "startTimetick": "4" }""");
    }

    [Fact]
    public void Read_MilvusMessage_messages_are_read_as_they_come()
    {
        Log.Streams["DumpMessages"] =
        [
            new DumpMessagesResponse
            {
                Message = new ImmutableMessage
                {
                    Id = new MessageID { Id = "8", WALName = WALName.Kafka },
                    Payload = Google.Protobuf.ByteString.CopyFromUtf8("ab"),
                    Properties = { ["k"] = "v" },
                },
            },
            new DumpMessagesResponse { Message = new ImmutableMessage() },
        ];

        Sends<DumpMessagesRequest>(
            "$read = Read-MilvusMessage p1 -StartId 3 -Wal Kafka -StartTimeTick 4 -EndTimeTick 5 -IncludeStart",
            """
            { "pchannel": "p1", "startMessageId": { "id": "3", "WALName": "Kafka" }, "startTimetick": "4", "endTimetick": "5",
              "includeStartMessage": true }
            """);
        var read = Do("$read");
        Assert.Equal(["8", ""], read.Values("MessageId"));
        Assert.Equal("ab"u8.ToArray(), read.Values("Payload")[0]);
    }
}

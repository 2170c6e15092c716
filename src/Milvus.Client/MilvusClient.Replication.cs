using Grpc.Core;
using Milvus.Client.Calls;
using Milvus.Client.Streams;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Replaces the whole configuration of the replication.</summary>
    /// <param name="configuration">Clusters and topology.</param>
    /// <param name="tokens">The token of each cluster by its id; none for clusters without authentication.</param>
    /// <param name="forcePromote">Makes this cluster the primary although the other is unreachable.</param>
    internal Task SetReplicationAsync(
        CallContext call,
        Replication configuration,
        IReadOnlyDictionary<string, string> tokens,
        bool forcePromote,
        CancellationToken token)
    {
        // The tokens must be masked in errors that echo the request.
        _connection.Secrets.Add(tokens.Values);
        var request = new Protocol.UpdateReplicateConfigurationRequest
        {
            ForcePromote = forcePromote,
            ReplicateConfiguration = new Protocol.ReplicateConfiguration(),
        };
        request.ReplicateConfiguration.Clusters.AddRange(
            configuration.Cluster.Select(cluster => new Protocol.MilvusCluster
            {
                ClusterId = cluster.Id,
                ConnectionParam = new Protocol.ConnectionParam
                {
                    Uri = cluster.Uri,
                    Token = tokens.GetValueOrDefault(cluster.Id, string.Empty),
                },
                Pchannels = { cluster.Channel },
            }));
        request.ReplicateConfiguration.CrossClusterTopology.AddRange(
            configuration.Topology.Select(route => new Protocol.CrossClusterTopology
            {
                SourceClusterId = route.Source,
                TargetClusterId = route.Target,
            }));
        return CallAsync(call, Rpcs.UpdateReplicateConfiguration, request, token);
    }

    /// <summary>The configuration, without tokens.</summary>
    internal async Task<Replication> GetReplicationAsync(CallContext call, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.GetReplicateConfiguration, new Protocol.GetReplicateConfigurationRequest(), token)
            .ConfigureAwait(false);
        return new Replication
        {
            Cluster =
            [
                .. answer.Configuration?.Clusters.Select(cluster => new ReplicationCluster
                {
                    Id = cluster.ClusterId,
                    Uri = cluster.ConnectionParam?.Uri ?? string.Empty,
                    Channel = [.. cluster.Pchannels],
                }) ?? [],
            ],
            Topology =
            [
                .. answer.Configuration?.CrossClusterTopology.Select(route => new ReplicationRoute
                {
                    Source = route.SourceClusterId,
                    Target = route.TargetClusterId,
                }) ?? [],
            ],
        };
    }

    /// <summary>The progress of a replicated channel: one checkpoint of each kind that the server has.</summary>
    internal async Task<IReadOnlyList<ReplicationCheckpoint>> GetReplicationCheckpointsAsync(
        CallContext call,
        string sourceCluster,
        string channel,
        CancellationToken token)
    {
        var request = new Protocol.GetReplicateInfoRequest { SourceClusterId = sourceCluster, TargetPchannel = channel };
        var answer = await CallAsync(call, Rpcs.GetReplicateInfo, request, token).ConfigureAwait(false);
        return [.. ToCheckpoint("Checkpoint", answer.Checkpoint), .. ToCheckpoint("Salvage", answer.SalvageCheckpoint)];
    }

    /// <summary>Opens the log of a channel at a message. The stream ends at the end time; without one, it never ends.</summary>
    internal WalMessageStream OpenMessages(CallContext call, WalRange range, CancellationToken token)
    {
        var request = new Protocol.DumpMessagesRequest
        {
            Pchannel = range.Channel,
            StartMessageId = new Protocol.MessageID { Id = range.StartId, WALName = WalName(range.Wal) },
            StartTimetick = range.StartTimeTick,
            EndTimetick = range.EndTimeTick,
            IncludeStartMessage = range.IncludeStart,
        };
        var ending = CancellationTokenSource.CreateLinkedTokenSource(token, _connection.Closing);
        try
        {
            var options = new CallOptions(
                _connection.CreateHeaders(call.Database, Guid.NewGuid().ToString("N")),
                call.Deadline,
                ending.Token);
            return new WalMessageStream(_connection.Stub.DumpMessages(request, options), range.Channel, _connection, ending);
        }
        catch (RpcException e)
        {
            ending.Dispose();
            throw RpcErrors.ToException(e, WalMessageStream.Method, 1, _connection);
        }
    }

    private static Protocol.WALName WalName(string name) =>
        Enum.TryParse<Protocol.WALName>(name, ignoreCase: true, out var known) && known != Protocol.WALName.Unknown
            ? known
            : throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{name}' is not a kind of log: "
                + $"{string.Join(", ", Enum.GetNames<Protocol.WALName>().Where(text => text is not ("Unknown" or "Test")))}.");

    private static IEnumerable<ReplicationCheckpoint> ToCheckpoint(string kind, Protocol.ReplicateCheckpoint? checkpoint)
    {
        if (checkpoint is not null)
        {
            yield return new ReplicationCheckpoint
            {
                Kind = kind,
                Cluster = checkpoint.ClusterId,
                Channel = checkpoint.Pchannel,
                MessageId = checkpoint.MessageId?.Id ?? string.Empty,
                Wal = checkpoint.MessageId?.WALName.ToString() ?? string.Empty,
                TimeTick = checkpoint.TimeTick,
            };
        }
    }
}

using System.Collections;
using System.Net;
using System.Security;
using Milvus.Settings;

namespace Milvus.Commands.Replication;

/// <summary>Reads the clusters and the topology of a replication from the tables of a user.</summary>
internal sealed class ReplicationTables
{
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    /// <param name="clusters">The clusters, as <see cref="SettingTables"/> reads them.</param>
    /// <param name="topology">The topology, read in the same way.</param>
    internal ReplicationTables(Dictionary<string, object?>[] clusters, Dictionary<string, object?>[] topology)
    {
        Configuration = new Milvus.Replication
        {
            Cluster = Array.ConvertAll(clusters, ToCluster),
            Topology = Array.ConvertAll(topology, ToRoute),
        };
    }

    internal Milvus.Replication Configuration { get; }

    /// <summary>The token of each cluster by its id.</summary>
    internal IReadOnlyDictionary<string, string> Tokens => _tokens;

    private ReplicationCluster ToCluster(Dictionary<string, object?> table)
    {
        var cluster = new ReplicationCluster
        {
            Id = RequireText(table, "Id", "cluster"),
            Uri = RequireText(table, "Uri", "cluster"),
            Channel = Channels(table.GetValueOrDefault("Channel")),
        };
        switch (table.GetValueOrDefault("Token"))
        {
            case null:
                break;
            case SecureString secret:
                _tokens[cluster.Id] = new NetworkCredential(string.Empty, secret).Password;
                break;
            case string text:
                _tokens[cluster.Id] = text;
                break;
            default:
                throw CreateError($"The Token of cluster {cluster.Id} is neither a SecureString nor text.");
        }

        return cluster;
    }

    private static ReplicationRoute ToRoute(Dictionary<string, object?> table) =>
        new() { Source = RequireText(table, "Source", "topology"), Target = RequireText(table, "Target", "topology") };

    private static string RequireText(Dictionary<string, object?> table, string key, string what) => table.GetValueOrDefault(key) switch
    {
        string { Length: > 0 } text => text,
        Uri address => address.ToString(),
        _ => throw CreateError($"Each {what} needs {key}, a text."),
    };

    private static string[] Channels(object? value) => value switch
    {
        null => [],
        string one => [one],
        IEnumerable list and not IDictionary => [.. list.Cast<object?>().Select(item => WireValue.ConvertToText(item, "-Cluster Channel"))],
        var other => [WireValue.ConvertToText(other, "-Cluster Channel")],
    };

    private static MilvusException CreateError(string message) => new(MilvusErrorId.InvalidArgument, message);
}

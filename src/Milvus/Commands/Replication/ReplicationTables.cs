using System.Collections;
using System.Net;
using System.Security;
using Milvus.Values;

namespace Milvus;

/// <summary>The clusters and the topology of a replication, as a user writes them.</summary>
internal sealed class ReplicationTables
{
    private static readonly string[] ClusterKeys = ["Id", "Uri", "Token", "Channel"];
    private static readonly string[] RouteKeys = ["Source", "Target"];

    private readonly Dictionary<string, string> tokens = new(StringComparer.Ordinal);

    internal ReplicationTables(Hashtable[] clusters, Hashtable[] topology)
    {
        Configuration = new Replication { Cluster = Array.ConvertAll(clusters, ToCluster), Topology = Array.ConvertAll(topology, ToRoute) };
    }

    internal Replication Configuration { get; }

    /// <summary>The token of each cluster by its id.</summary>
    internal IReadOnlyDictionary<string, string> Tokens => tokens;

    private ReplicationCluster ToCluster(Hashtable table)
    {
        Check(table, "cluster", ClusterKeys);
        var cluster = new ReplicationCluster { Id = Needed(table, "Id", "cluster"), Uri = Needed(table, "Uri", "cluster"), Channel = Texts(table["Channel"]) };
        switch (EntityReader.Unwrap(table["Token"]))
        {
            case null:
                break;
            case SecureString secret:
                tokens[cluster.Id] = new NetworkCredential(string.Empty, secret).Password;
                break;
            case string text:
                tokens[cluster.Id] = text;
                break;
            default:
                throw Invalid($"The Token of cluster {cluster.Id} is neither a SecureString nor a text.");
        }

        return cluster;
    }

    private static ReplicationRoute ToRoute(Hashtable table)
    {
        Check(table, "topology", RouteKeys);
        return new ReplicationRoute { Source = Needed(table, "Source", "topology"), Target = Needed(table, "Target", "topology") };
    }

    private static void Check(Hashtable table, string what, string[] known)
    {
        foreach (var key in table.Keys.Cast<object>().Select(key => $"{key}").Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            throw Invalid($"'{key}' is no key of a {what}: {string.Join(", ", known)}.");
        }
    }

    private static string Needed(Hashtable table, string key, string what) =>
        EntityReader.Unwrap(table[key]) is string { Length: > 0 } text ? text : throw Invalid($"Every {what} needs {key}, a text.");

    private static string[] Texts(object? value) => EntityReader.Unwrap(value) switch
    {
        null => [],
        string one => [one],
        IEnumerable list => [.. list.Cast<object?>().Select(item => $"{EntityReader.Unwrap(item)}")],
        var other => [$"{other}"],
    };

    private static MilvusException Invalid(string message) => new(MilvusErrorId.InvalidArgument, message);
}

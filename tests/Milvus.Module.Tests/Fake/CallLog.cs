using System.Collections.Concurrent;
using Grpc.Core;

namespace Milvus.Module.Tests.Fake;

/// <summary>What a server was asked, and what it does that a real one will not do on demand.</summary>
public sealed class CallLog
{
    private static readonly string[] Reading =
    [
        "Connect", "GetVersion", "DescribeCollection", "ShowCollections", "HasCollection", "GetCollectionStatistics", "GetLoadState", "GetLoadingProgress",
        "DescribeIndex", "ShowPartitions", "ListDatabases", "Query", "Search", "AllocTimestamp",
    ];

    /// <summary>The calls that came, by name, in their order.</summary>
    public ConcurrentQueue<string> Names { get; } = new();

    /// <summary>The calls that came and change something.</summary>
    public IReadOnlyList<string> Writes => [.. Names.Where(name => !Reading.Contains(name))];

    /// <summary>Calls of these names are never answered.</summary>
    public ConcurrentDictionary<string, bool> Silent { get; } = new();

    /// <summary>Calls of these names fail so.</summary>
    public ConcurrentDictionary<string, Status> Failing { get; } = new();

    /// <summary>What is changed in an answer before it goes out.</summary>
    public ConcurrentDictionary<string, Action<object>> Changed { get; } = new();
}

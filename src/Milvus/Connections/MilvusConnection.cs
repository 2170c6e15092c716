using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using Milvus.Client;
using Milvus.Connections;

namespace Milvus;

/// <summary>
/// A connection to a server or to an embedded database. It is thread-safe: pass it to parallel runspaces with <c>$using:</c>.
/// Its secrets cannot be read, printed or serialised.
/// </summary>
public sealed class MilvusConnection
{
    private const string InMemoryAddress = ":memory:";

    private readonly MilvusClient? _client;
    private int _closed;

    internal MilvusConnection(string name, MilvusClient client, string? clusterId = null)
    {
        Name = name;
        ClusterId = clusterId;
        _client = client;
    }

    /// <summary>
    /// Represents an unknown connection name. The cmdlet reports it when it uses the connection, because -ErrorAction does not apply to
    /// errors of the binding.
    /// </summary>
    private MilvusConnection(string name) => Name = name;

    /// <summary>
    /// The open connection of this runspace with this name, as for -Connection. Without one, it has only its name: for tests, and so that
    /// the cmdlet that uses it reports the missing connection.
    /// </summary>
    public static implicit operator MilvusConnection(string name) =>
        RunspaceConnections.Find(Runspace.DefaultRunspace)?.Find(name) ?? new(name);

    /// <summary>The name; by default the address.</summary>
    public string Name { get; }

    /// <summary>The server's address, the path of the embedded database, or :memory:.</summary>
    public string Address => _client?.Address ?? string.Empty;

    /// <summary>The default database of calls.</summary>
    public string Database => string.IsNullOrEmpty(_client?.Database) ? "default" : _client.Database;

    /// <summary>The cluster for reads, if the address has several; null if the server chooses.</summary>
    public string? ClusterId { get; }

    /// <summary>The embedder for cmdlets without -Embedder; null for none.</summary>
    public MilvusEmbedder? Embedder => _client?.Embedder;

    /// <summary>milvus, zilliz, lite or embedded.</summary>
    public string ServerType => _client?.Server.Type ?? string.Empty;

    /// <summary>The version that the server reported when the connection was made.</summary>
    public string ServerVersion => _client?.Server.Version ?? string.Empty;

    /// <summary>Open or Closed; Unknown if there is no connection with this name.</summary>
    public string State => _client is null ? "Unknown" : IsOpen ? "Open" : "Closed";

    /// <summary>Whether the connection is open.</summary>
    internal bool IsOpen => Volatile.Read(ref _closed) == 0;

    /// <summary>Whether this is the current connection of the runspace, which cmdlets without -Connection use.</summary>
    public bool IsCurrent => ReferenceEquals(RunspaceConnections.Current, this);

    /// <summary>The name in confirmations: the label, preceded by the name of the connection if the runspace has several.</summary>
    internal string Place => Name != Address && RunspaceConnections.Find(Runspace.DefaultRunspace)?.Open.Count > 1
        ? $"{Name} ({Address})"
        : Label;

    /// <summary>
    /// The name in ledgers: the address. All in-memory databases have the same address, so theirs is preceded by the name of the
    /// connection.
    /// </summary>
    internal string Label => Address == InMemoryAddress && Name != Address ? $"{Name} ({Address})" : Address;

    /// <summary>The cache of completers.</summary>
    internal ConcurrentDictionary<string, (DateTime Until, object Answer)> Completions { get; } = new(StringComparer.Ordinal);

    /// <summary>The client, which is loaded in the private load context. Throws after the connection is closed.</summary>
    internal MilvusClient Client => Volatile.Read(ref _closed) == 0
        ? Existing
        : throw new MilvusException(MilvusErrorId.ConnectionClosed, $"The connection to {Address} is closed.")
        {
            RecommendedAction = "Connect again with Connect-Milvus.",
        };

    /// <exception cref="MilvusException">The connection does not exist.</exception>
    private MilvusClient Existing => _client ?? throw CreateMissingError(Name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The placeholder for an unknown connection name.</summary>
    internal static MilvusConnection CreateUnknown(string name) => new(name);

    /// <summary>The error for an unknown connection name.</summary>
    internal static MilvusException CreateMissingError(string name) =>
        new(MilvusErrorId.ConnectionNotFound, $"No connection is named '{name}'.")
        {
            RecommendedAction = name.IndexOfAny(['/', '\\']) >= 0 || name.EndsWith(".db", StringComparison.OrdinalIgnoreCase)
                ? $"Connect to it first: Connect-Milvus '{name}'. Get-MilvusConnection lists the connections of this session."
                : "Get-MilvusConnection lists the connections of this session; Connect-Milvus -Name names a new one.",
        };

    /// <summary>Returns the connection itself.</summary>
    /// <exception cref="MilvusException">The connection does not exist.</exception>
    internal MilvusConnection Resolve() => _client is null ? throw CreateMissingError(Name) : this;

    /// <summary>Closes the connection; running calls end with an error. Closing twice is allowed.</summary>
    internal void Close()
    {
        if (_client is not null && Interlocked.Exchange(ref _closed, 1) == 0)
        {
            // The wait has a time limit, because removing the module or the runspace must not hang if the server is down.
            Task.Run(async () => await _client.DisposeAsync().ConfigureAwait(false)).Wait(TimeSpan.FromSeconds(2));
        }
    }
}

using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Milvus.Connections;

/// <summary>
/// The connections of a runspace, and its current one. The table is weak, so a closed runspace releases its connections; parallel runspaces
/// never share them.
/// </summary>
internal sealed class RunspaceConnections
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceConnections> _table = [];

    private readonly object _gate = new();
    private readonly List<MilvusConnection> _connections = [];
    private MilvusConnection? _current;
    private int _imported;
    private bool _isRemoved;

    /// <summary>The connections of a runspace; null without a runspace.</summary>
    internal static RunspaceConnections? Find(Runspace? runspace) => runspace is null
        ? null
        : _table.GetValue(runspace, static created =>
        {
            var connections = new RunspaceConnections();
            created.StateChanged += (_, change) =>
            {
                if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
                {
                    connections.CloseAll();
                }
            };
            return connections;
        });

    internal static MilvusConnection? Current => Find(Runspace.DefaultRunspace)?.CurrentConnection;

    /// <summary>The current connection; without one, an error that lists the open connections.</summary>
    internal static MilvusConnection CurrentOrError => Current ?? throw CreateNotConnected(Find(Runspace.DefaultRunspace));

    private MilvusConnection? CurrentConnection
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    internal IReadOnlyList<MilvusConnection> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _connections];
            }
        }
    }

    /// <summary>The open connections.</summary>
    internal IReadOnlyList<MilvusConnection> Open => [.. All.Where(connection => connection.IsOpen)];

    /// <summary>A copy of the module is imported.</summary>
    internal void CountImport() => Interlocked.Increment(ref _imported);

    /// <summary>A copy of the module is removed. The connections belong to all copies, so the last one closes them.</summary>
    internal void CountRemoval()
    {
        if (Interlocked.Decrement(ref _imported) <= 0)
        {
            Volatile.Write(ref _imported, 0);
            _isRemoved = Open.Count > 0;
            CloseAll();
        }
    }

    internal void Add(MilvusConnection connection)
    {
        lock (_gate)
        {
            _isRemoved = false;
            _connections.Add(connection);
            _current = connection;
        }
    }

    /// <summary>
    /// Makes a connection the current one. A connection of another runspace still belongs to it, and is not closed with this runspace.
    /// </summary>
    internal void Use(MilvusConnection connection)
    {
        lock (_gate)
        {
            _current = connection;
        }
    }

    /// <summary>
    /// Removes a connection. No other connection becomes current, so the next command cannot reach another server.
    /// </summary>
    internal void Remove(MilvusConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
            if (ReferenceEquals(_current, connection))
            {
                _current = null;
            }
        }
    }

    internal MilvusConnection? Find(string name)
    {
        lock (_gate)
        {
            return _connections.FindLast(connection => string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase));
        }
    }

    internal void CloseAll()
    {
        foreach (var connection in All)
        {
            Remove(connection);
            connection.Close();
        }
    }

    private static MilvusException CreateNotConnected(RunspaceConnections? connections) => connections?.Open is not [.., var last] open
        ? new MilvusException(
            MilvusErrorId.NotConnected,
            connections?._isRemoved == true
                ? "Not connected to Milvus: the module was removed, or imported again with -Force, which closed its connections."
                : "Not connected to Milvus.")
        {
            RecommendedAction =
                "Connect first: Connect-Milvus -Uri http://localhost:19530, or Connect-Milvus -Path ./demo.db for a database without "
                    + "a server.",
        }
        : new MilvusException(
            MilvusErrorId.NotConnected,
            $"No connection is current. Open connections: {string.Join(", ", open.Select(Describe))}.")
        {
            RecommendedAction = $"Choose one, for example Use-MilvusConnection '{last.Name}', or use -Connection.",
        };

    private static string Describe(MilvusConnection connection) =>
        connection.Name == connection.Address ? connection.Name : $"{connection.Name} ({connection.Address})";
}

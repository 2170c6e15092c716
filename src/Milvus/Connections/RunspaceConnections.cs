using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Milvus;

/// <summary>
/// The connections that were made in one runspace, and which of them is its current one. A weak table, so that a runspace that is
/// gone takes its connections along; parallel runspaces never see each other's.
/// </summary>
internal sealed class RunspaceConnections
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceConnections> Table = [];

    private readonly object gate = new();
    private readonly List<MilvusConnection> connections = [];
    private MilvusConnection? current;

    /// <summary>The connections of a runspace; null outside any.</summary>
    internal static RunspaceConnections? Of(Runspace? runspace) => runspace is null
        ? null
        : Table.GetValue(runspace, static created =>
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

    internal static MilvusConnection? Current => Of(Runspace.DefaultRunspace)?.CurrentConnection;

    private MilvusConnection? CurrentConnection
    {
        get
        {
            lock (gate)
            {
                return current;
            }
        }
    }

    internal IReadOnlyList<MilvusConnection> All
    {
        get
        {
            lock (gate)
            {
                return [.. connections];
            }
        }
    }

    internal void Add(MilvusConnection connection)
    {
        lock (gate)
        {
            connections.Add(connection);
            current = connection;
        }
    }

    internal void Remove(MilvusConnection connection)
    {
        lock (gate)
        {
            connections.Remove(connection);
            if (ReferenceEquals(current, connection))
            {
                current = connections.Count > 0 ? connections[^1] : null;
            }
        }
    }

    internal MilvusConnection? Find(string name)
    {
        lock (gate)
        {
            return connections.FindLast(connection => string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase));
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
}

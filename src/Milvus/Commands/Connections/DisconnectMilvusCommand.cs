using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Milvus.Completion;
using Milvus.Connections;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Closes a connection, and the embedded database if no other connection uses it.</summary>
/// <remarks>
/// After the current connection is closed, no connection is current: choose one with Use-MilvusConnection. Until then, cmdlets
/// without -Connection fail and list the open connections.
/// </remarks>
/// <example><code>Disconnect-Milvus</code>Closes the current connection.</example>
/// <example><code>Get-MilvusConnection | Disconnect-Milvus</code>Closes every connection of this session.</example>
/// <example><code>Disconnect-Milvus -Connection staging</code>Closes the connection of that name.</example>
[Cmdlet(VerbsCommunications.Disconnect, "Milvus", HelpUri = CmdletPages.Folder + "Disconnect-Milvus.md")]
public sealed class DisconnectMilvusCommand : MilvusCommand
{
    /// <summary>The connection to close, or its name; the current one when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public MilvusConnection? Connection { get; set; }

    private protected override object? Target => Connection;

    /// <inheritdoc/>
    protected override void Process()
    {
        var connections = RunspaceConnections.Find(Runspace.DefaultRunspace);
        // A second Disconnect-Milvus has nothing to close. That is not an error unless other connections are open.
        var connection =
            (Connection?.Resolve() ?? RunspaceConnections.Current)
            ?? (connections?.Open.Count > 0 ? RunspaceConnections.CurrentOrError : null);
        if (connection is not null)
        {
            connections?.Remove(connection);
            connection.Close();
        }
    }
}

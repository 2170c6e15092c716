using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Closes a connection; an embedded database that nobody else uses is closed with it.</summary>
/// <remarks>
/// When the current connection is closed, no other one becomes current: choose the next with Use-MilvusConnection. Until then cmdlets
/// without -Connection fail, and list the connections that are open.
/// </remarks>
/// <example><code>Disconnect-Milvus</code>Closes the current connection.</example>
/// <example><code>Get-MilvusConnection | Disconnect-Milvus</code>Closes every connection of this session.</example>
/// <example><code>Disconnect-Milvus -Connection staging</code>Closes the connection of that name.</example>
[Cmdlet(VerbsCommunications.Disconnect, "Milvus")]
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
        var connections = RunspaceConnections.Of(Runspace.DefaultRunspace);
        // A second Disconnect-Milvus finds nothing to close, and that is what was asked for, unless something is still open.
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

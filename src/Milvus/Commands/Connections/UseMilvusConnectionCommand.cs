using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Milvus.Completion;
using Milvus.Connections;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Makes an open connection the current one, which cmdlets without -Connection use.</summary>
/// <remarks>
/// Connect-Milvus makes its connection the current one by itself. Disconnect-Milvus never makes another connection current: use this cmdlet
/// to continue with a connection that is still open.
/// </remarks>
/// <example><code>Use-MilvusConnection staging</code>From now on cmdlets of this session use the connection of that name.</example>
/// <example>
/// <code>Get-MilvusConnection lab | Use-MilvusConnection -PassThru</code>
/// The same from the pipeline; shows the connection.
/// </example>
/// <example>
/// <code>$old = Get-MilvusConnection -Current; $null = Connect-Milvus -InMemory -Name scratch; Disconnect-Milvus;
///     Use-MilvusConnection $old</code>
/// Returns to the previous connection.
/// </example>
[Cmdlet(VerbsOther.Use, "MilvusConnection", HelpUri = CmdletPages.Folder + "Use-MilvusConnection.md")]
[OutputType(typeof(MilvusConnection))]
public sealed class UseMilvusConnectionCommand : MilvusCommand
{
    /// <summary>The connection, or its name. It must be open.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public MilvusConnection Connection { get; set; } = null!;

    /// <summary>Writes the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => Connection;

    /// <inheritdoc/>
    protected override void Process()
    {
        // Reading Client throws if the connection is closed.
        _ = Connection.Client;
        RunspaceConnections.Find(Runspace.DefaultRunspace)?.Use(Connection);
        if (PassThru)
        {
            WriteObject(Connection);
        }
    }
}

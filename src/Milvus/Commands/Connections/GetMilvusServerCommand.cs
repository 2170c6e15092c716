using System.Management.Automation;

namespace Milvus;

/// <summary>Asks the server for its version and what it is.</summary>
/// <example><code>Get-MilvusServer</code>Shows address, type and version of the server.</example>
/// <example><code>(Get-MilvusServer).Version</code>Only the version.</example>
/// <example>
/// <code>Get-MilvusServer -Detail | Format-List *</code>
/// Shows all that the server says of itself: build, commit, Go version, deploy mode.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusServer")]
[OutputType(typeof(ServerInfo))]
public sealed class GetMilvusServerCommand : ConnectedCommand
{
    /// <summary>Asks anew what the server was built from, too; it is known since connecting otherwise.</summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    /// <inheritdoc/>
    protected override void Process() => WriteObject(Mark(Await((call, token) => Client.GetServerAsync(call, Detail, token))));
}

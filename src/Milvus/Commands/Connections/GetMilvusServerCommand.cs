using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Shows the version and type of the server.</summary>
/// <example><code>Get-MilvusServer</code>Shows address, type and version of the server.</example>
/// <example><code>(Get-MilvusServer).Version</code>Returns only the version.</example>
/// <example>
/// <code>Get-MilvusServer -Detail | Format-List *</code>
/// Shows all details: build, commit, Go version, deploy mode.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusServer", HelpUri = CmdletPages.Folder + "Get-MilvusServer.md")]
[OutputType(typeof(ServerInfo))]
public sealed class GetMilvusServerCommand : ConnectedCommand
{
    /// <summary>Requests the build details from the server again. Otherwise those from connecting are shown.</summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    /// <inheritdoc/>
    protected override void Process() => WriteObject(Mark(Await((call, token) => Client.GetServerAsync(call, Detail, token))));
}

using System.Management.Automation;

namespace Milvus;

/// <summary>Asks the server for its version and what it is.</summary>
/// <example><code>Get-MilvusServer</code>Shows address, type and version of the server.</example>
/// <example><code>(Get-MilvusServer).Version</code>Only the version.</example>
/// <example><code>Get-MilvusServer | Format-List *</code>Shows all that the server says of itself.</example>
[Cmdlet(VerbsCommon.Get, "MilvusServer")]
[OutputType(typeof(ServerInfo))]
public sealed class GetMilvusServerCommand : ConnectedCommand
{
    /// <inheritdoc/>
    protected override void Process() => WriteObject(Mark(Await(Client.GetServerAsync)));
}

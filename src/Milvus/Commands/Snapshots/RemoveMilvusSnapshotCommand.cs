using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops a snapshot. The collection stays.</summary>
/// <example><code>Remove-MilvusSnapshot words monday</code>Drops the snapshot of that name, after asking.</example>
/// <example>
/// <code>Get-MilvusSnapshot words | Where-Object Created -LT (Get-Date).AddDays(-7) | Remove-MilvusSnapshot -WhatIf</code>
/// Shows which snapshots older than a week would be dropped.
/// </example>
/// <example><code>Remove-MilvusSnapshot words monday, tuesday -Confirm:$false</code>Drops two without confirmation.</example>
[Cmdlet(VerbsCommon.Remove, "MilvusSnapshot", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusSnapshot.md")]
public sealed class RemoveMilvusSnapshotCommand : NamedInCollectionCommand<Snapshot>
{
    private protected override void Act(string collection, string name, Snapshot? item)
    {
        var client = GetClient(item);
        if (ShouldProcess($"snapshot {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Drop snapshot"))
        {
            Await((call, token) => client.DropKnownSnapshotAsync(call, collection, name, token), GetCall(item));
        }
    }
}

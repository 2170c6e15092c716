using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops partitions with all their rows.</summary>
/// <remarks>A loaded partition cannot be dropped: release it first with Dismount-MilvusPartition.</remarks>
/// <example><code>Remove-MilvusPartition words drafts</code>Asks, then drops the partition.</example>
/// <example>
/// <code>Get-MilvusPartition words year_* | Remove-MilvusPartition -WhatIf</code>
/// Shows which partitions would be dropped, with the number of rows if they are loaded.
/// </example>
/// <example>
/// <code>Dismount-MilvusPartition words drafts; Remove-MilvusPartition words drafts -Confirm:$false</code>
/// Releases and drops it without confirmation, as in a script.
/// </example>
[Cmdlet(VerbsCommon.Remove, "MilvusPartition", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusPartition.md")]
public sealed class RemoveMilvusPartitionCommand : NamedInCollectionCommand<Partition>
{
    private protected override void Act(string collection, string name, Partition? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);

        // Servers report success for a missing partition, but a mistyped name should be noticed.
        TryRead<Partition>(
            $"Partition {name}",
            async (call, token) => await CatalogReader.ListedPartitionAsync(client, call, collection, name, token).ConfigureAwait(false),
            context);
        var rows = ShowsConfirmation
            ? Await((call, token) => RowCounts.CountPartitionAsync(client, call, collection, name, token), context)
            : null;
        var target = $"partition {name} ({RowCounts.ToText(rows)}) of {GetCollectionText(collection, item)} on {GetPlace(item)}";
        if (ShouldProcess(target, "Drop partition"))
        {
            Await((call, token) => client.DropPartitionAsync(call, collection, name, token), context);
        }
    }
}

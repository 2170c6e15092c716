using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Removes all rows of collections; their schema and indexes stay.</summary>
/// <example><code>Clear-MilvusCollection words</code>Asks, then removes all rows.</example>
/// <example>
/// <code>Get-MilvusCollection test_* | Clear-MilvusCollection -WhatIf</code>
/// Shows which collections would be emptied, with the number of rows if they are loaded.
/// </example>
/// <example><code>Clear-MilvusCollection words -Confirm:$false</code>Removes all rows without confirmation, as in a script.</example>
[Cmdlet(VerbsCommon.Clear, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Clear-MilvusCollection.md")]
public sealed class ClearMilvusCollectionCommand : EachCollectionCommand
{
    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var rows = ShowsConfirmation ? Await((call, token) => RowCounts.CountCollectionAsync(client, call, name, token), context) : null;
        if (ShouldProcess($"{GetCollectionText(name, item)} ({RowCounts.ToText(rows)}) on {GetPlace(item)}", "Remove all rows"))
        {
            Await((call, token) => client.TruncateCollectionAsync(call, name, token), context);
        }
    }
}

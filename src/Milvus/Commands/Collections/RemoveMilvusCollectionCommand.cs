using System.Management.Automation;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops a collection with all its rows and indexes.</summary>
/// <remarks>
/// An alias is refused: use the name of the collection. A collection that still has aliases is also refused; the error lists them.
/// </remarks>
/// <example><code>Remove-MilvusCollection words</code>Asks, then drops the collection.</example>
/// <example><code>Get-MilvusCollection test_* | Remove-MilvusCollection -WhatIf</code>Shows which collections would be dropped.</example>
/// <example><code>Remove-MilvusCollection words -Confirm:$false</code>Drops it without confirmation, as in a script.</example>
/// <parameter name="Name">The collection to drop; no wildcards.</parameter>
/// <parameter name="InputObject">Collections as Get-MilvusCollection returns them; each is dropped on the connection it came
/// from.</parameter>
[Cmdlet(VerbsCommon.Remove, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusCollection.md")]
public sealed class RemoveMilvusCollectionCommand : EachCollectionCommand
{
    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var aliases = RefuseAlias(name, item, "dropped") is { } there
            ? TryRead<IReadOnlyList<string>>(
                $"The list of aliases of {name}",
                async (call, token) => await client.AliasesOfAsync(call, there, token).ConfigureAwait(false),
                context)
            : null;
        if (aliases is { Count: > 0 })
        {
            // Milvus 2.3.5 and Milvus Lite also drop the aliases, which breaks programs that use them.
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"Collection {name} still has aliases: {string.Join(", ", aliases)}. Nothing was dropped.")
            {
                RecommendedAction = "Point them to another collection with Set-MilvusAlias, or remove them with Remove-MilvusAlias.",
            };
        }

        var contents = ShowsConfirmation ? DescribeContents(client, name, context) : string.Empty;
        if (ShouldProcess($"collection {name}{contents} on {GetPlace(item)}", "Drop collection"))
        {
            Await((call, token) => client.DropCollectionAsync(call, name, token), context);
        }
    }

    /// <summary>Describes what is dropped with the collection: its rows, and its snapshots if it has any.</summary>
    private string DescribeContents(MilvusClient client, string name, CallContext context)
    {
        var rows = Await((call, token) => RowCounts.CountCollectionAsync(client, call, name, token), context);
        var snapshots = TryRead<IReadOnlyList<string>>(
            $"The list of snapshots of collection {name}",
            async (call, token) => await client.ListSnapshotsAsync(call, name, token).ConfigureAwait(false),
            context);
        return snapshots is { Count: > 0 }
            ? $" ({RowCounts.ToText(rows)}) and its snapshots {string.Join(", ", snapshots)}"
            : $" ({RowCounts.ToText(rows)})";
    }
}

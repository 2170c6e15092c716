using System.Globalization;
using System.Management.Automation;

namespace Milvus;

/// <summary>Removes all rows of collections; their schema and indexes stay.</summary>
/// <example><code>Clear-MilvusCollection words</code>Asks, then removes all rows.</example>
/// <example><code>Get-MilvusCollection test_* | Clear-MilvusCollection -WhatIf</code>Shows which collections would be emptied, with their rows.</example>
/// <example><code>Clear-MilvusCollection words -Confirm:$false</code>Empties it without asking, as a runbook does.</example>
[Cmdlet(VerbsCommon.Clear, "MilvusCollection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByName)]
public sealed class ClearMilvusCollectionCommand : EachCollectionCommand
{
    private protected override void Act(string name, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var rows = TryRead<long?>($"The number of rows of {name}", async (call, token) => await client.GetRowCountAsync(call, name, exact: false, token).ConfigureAwait(false), context);
        var count = rows is null ? "number of rows not known" : string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows");
        var target = $"collection {name} ({count}) on {Place(item)}";
        if (ShouldProcess(target, "Remove all rows"))
        {
            Await((call, token) => client.TruncateCollectionAsync(call, name, token), context);
        }
    }
}

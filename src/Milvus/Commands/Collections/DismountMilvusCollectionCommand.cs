using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Releases a collection: its rows stay, but it cannot be searched until it is loaded again.</summary>
/// <example><code>Dismount-MilvusCollection words</code>Releases the collection, so that an index of it can be dropped.</example>
/// <example>
/// <code>Get-MilvusCollection | Where-Object LoadState -EQ Loaded | Dismount-MilvusCollection -WhatIf</code>
/// Shows which loaded collections would be released.
/// </example>
/// <example><code>Dismount-MilvusCollection words -PassThru</code>Releases it and shows it.</example>
[Cmdlet(VerbsData.Dismount, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Dismount-MilvusCollection.md")]
[OutputType(typeof(Collection))]
public sealed class DismountMilvusCollectionCommand : EachCollectionCommand
{
    /// <summary>Writes the collection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess($"{GetCollectionText(name, item)} on {GetPlace(item)}", "Release collection"))
        {
            return;
        }

        Await((call, token) => client.ReleaseCollectionAsync(call, name, token), context);
        if (PassThru)
        {
            WriteCollection(name, item, "released");
        }
    }
}

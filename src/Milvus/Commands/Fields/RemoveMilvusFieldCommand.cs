using System.Management.Automation;

namespace Milvus;

/// <summary>Drops fields of a collection, with the values all rows have in them.</summary>
/// <example><code>Remove-MilvusField words gloss</code>Asks, then drops the field.</example>
/// <example><code>Get-MilvusField words tmp_* | Remove-MilvusField -WhatIf</code>Shows which fields would be dropped.</example>
/// <example><code>Remove-MilvusField words gloss -Confirm:$false</code>Drops it without asking, as a runbook does.</example>
[Cmdlet(VerbsCommon.Remove, "MilvusField", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByName)]
public sealed class RemoveMilvusFieldCommand : FieldCommand
{
    private protected override void Act(string collection, string name, Field? item)
    {
        var client = ClientOf(item);
        if (ShouldProcess($"field {name} of collection {collection} on {Place(item)}", "Drop field"))
        {
            Await((call, token) => client.DropFieldAsync(call, collection, name, token), CallOf(item));
        }
    }
}

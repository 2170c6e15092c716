using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops row policies. The rows that they hid may then become visible.</summary>
/// <example><code>Remove-MilvusRowPolicy words own_tenant</code>Asks, then drops the policy.</example>
/// <example><code>Get-MilvusRowPolicy words test* | Remove-MilvusRowPolicy -WhatIf</code>Shows which policies would be dropped.</example>
/// <example><code>Remove-MilvusRowPolicy words own_tenant, own_writes -Confirm:$false</code>Drops two without confirmation.</example>
[Cmdlet(VerbsCommon.Remove, "MilvusRowPolicy", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusRowPolicy.md")]
public sealed class RemoveMilvusRowPolicyCommand : NamedInCollectionCommand<RowPolicy>
{
    private protected override void Act(string collection, string name, RowPolicy? item)
    {
        var client = GetClient(item);
        if (ShouldProcess($"row policy {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Drop row policy"))
        {
            Await((call, token) => client.DropRowPolicyAsync(call, collection, name, token), GetCall(item));
        }
    }
}

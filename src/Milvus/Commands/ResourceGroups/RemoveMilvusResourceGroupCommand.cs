using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops resource groups. The server refuses one that still has nodes, and the default one.</summary>
/// <example><code>Remove-MilvusResourceGroup team_a</code>Drops the group.</example>
/// <example><code>Get-MilvusResourceGroup test_* | Remove-MilvusResourceGroup -WhatIf</code>Shows which groups would be dropped.</example>
/// <example>
/// <code>Set-MilvusResourceGroup team_a -RequestNodeCount 0 -LimitNodeCount 0; Remove-MilvusResourceGroup team_a</code>
/// Returns the nodes of a group, then drops it.
/// </example>
[Cmdlet(VerbsCommon.Remove, "MilvusResourceGroup", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Remove-MilvusResourceGroup.md")]
public sealed class RemoveMilvusResourceGroupCommand : NamedCommand<ResourceGroup>
{
    private protected override void Act(string name, ResourceGroup? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);

        // Servers report success for a missing group, but a mistyped name should be noticed.
        TryRead<ResourceGroup>(
            $"Resource group {name}",
            async (call, token) => await client.DescribeResourceGroupAsync(call, name, token).ConfigureAwait(false),
            context);
        if (ShouldProcess($"resource group {name} on {GetConnection(item).Place}", "Drop resource group"))
        {
            Await((call, token) => client.DropResourceGroupAsync(call, name, token), context);
        }
    }
}

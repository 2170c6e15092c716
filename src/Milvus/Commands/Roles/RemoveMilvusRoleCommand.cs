using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>
/// Drops roles, and revokes them from their users. Milvus refuses a role with privileges, and the roles admin and public.
/// </summary>
/// <example><code>Remove-MilvusRole reader</code>Asks, then drops the role.</example>
/// <example><code>Remove-MilvusRole reader -Force</code>Revokes its privileges, then drops it.</example>
/// <example><code>Get-MilvusRole team_* | Remove-MilvusRole -Force -WhatIf</code>Shows which roles would be dropped.</example>
[Cmdlet(VerbsCommon.Remove, "MilvusRole", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusRole.md")]
public sealed class RemoveMilvusRoleCommand : NamedCommand<Role>
{
    /// <summary>Also revokes the privileges of the role.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Act(string name, Role? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (ShouldProcess($"role {name} on {GetConnection(item).Place}", Force ? "Drop role and its privileges" : "Drop role"))
        {
            Await((call, token) => client.DropRoleAsync(call, name, Force, token), context);
        }
    }
}

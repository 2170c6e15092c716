using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops privilege groups. The server refuses a group that is granted to a role, and the built-in ones.</summary>
/// <example><code>Remove-MilvusPrivilegeGroup writing</code>Asks, then drops the group.</example>
/// <example>
/// <code>Get-MilvusPrivilegeGroup team_* | Remove-MilvusPrivilegeGroup -WhatIf</code>
/// Shows which groups would be dropped.
/// </example>
/// <example>
/// <code>Revoke-MilvusPrivilege writer writing docs; Remove-MilvusPrivilegeGroup writing -Confirm:$false</code>
/// Revokes a group from a role and drops it without confirmation.
/// </example>
[Cmdlet(VerbsCommon.Remove, "MilvusPrivilegeGroup", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusPrivilegeGroup.md")]
public sealed class RemoveMilvusPrivilegeGroupCommand : NamedCommand<PrivilegeGroup>
{
    private protected override void Act(string name, PrivilegeGroup? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        // A server reports success for a missing group.
        TryRead<PrivilegeGroup>(
            $"Group of privileges {name}",
            async (call, token) =>
                PrivilegeGroupReader.FindOnly(await client.GetPrivilegeGroupsAsync(call, token).ConfigureAwait(false), name),
            context);
        if (ShouldProcess($"group of privileges {name} on {GetConnection(item).Place}", "Drop group of privileges"))
        {
            Await((call, token) => client.DropPrivilegeGroupAsync(call, name, token), context);
        }
    }
}

using System.Management.Automation;
using Milvus.Commands.Roles;

namespace Milvus;

/// <summary>Revokes roles from users. Revoking a role that a user does not have is not an error.</summary>
/// <example><code>Revoke-MilvusRole reader alice</code>Revokes a role from a user.</example>
/// <example><code>Revoke-MilvusRole admin -User alice, bob</code>Revokes a role from two users.</example>
/// <example><code>Get-MilvusRole team_* | Revoke-MilvusRole -User alice</code>Revokes several roles from a user.</example>
[Cmdlet(VerbsSecurity.Revoke, "MilvusRole", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Revoke-MilvusRole.md")]
public sealed class RevokeMilvusRoleCommand : RoleMembershipCommand
{
    private protected override bool Gives => false;
}

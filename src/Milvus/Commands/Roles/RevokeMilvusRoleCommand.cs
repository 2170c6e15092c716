using System.Management.Automation;

namespace Milvus;

/// <summary>Revokes roles from users. Revoking a role that a user does not have is not an error.</summary>
/// <example><code>Revoke-MilvusRole reader alice</code>Takes a role from a user.</example>
/// <example><code>Revoke-MilvusRole admin -User alice, bob</code>Takes a role from two users.</example>
/// <example><code>Get-MilvusRole team_* | Revoke-MilvusRole -User alice</code>Takes several roles from a user.</example>
[Cmdlet(VerbsSecurity.Revoke, "MilvusRole", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class RevokeMilvusRoleCommand : RoleMembershipCommand
{
    private protected override bool Gives => false;
}

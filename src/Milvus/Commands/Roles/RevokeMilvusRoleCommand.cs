using System.Management.Automation;

namespace Milvus;

/// <summary>Takes roles from users. Taking a role that a user has not is no error.</summary>
/// <example><code>Revoke-MilvusRole reader alice</code>Takes a role from a user.</example>
/// <example><code>Revoke-MilvusRole admin -User alice, bob</code>Takes a role from two users.</example>
/// <example><code>Get-MilvusRole team_* | Revoke-MilvusRole -User alice</code>Takes several roles from a user.</example>
[Cmdlet(VerbsSecurity.Revoke, "MilvusRole", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class RevokeMilvusRoleCommand : RoleMembershipCommand
{
    private protected override bool Gives => false;
}

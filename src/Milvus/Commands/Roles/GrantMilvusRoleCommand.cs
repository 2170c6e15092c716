using System.Management.Automation;
using Milvus.Commands.Roles;

namespace Milvus;

/// <summary>Grants roles to users. Granting a role twice is not an error.</summary>
/// <example><code>Grant-MilvusRole reader alice</code>Grants a role to a user.</example>
/// <example><code>Grant-MilvusRole reader, writer -User alice, bob</code>Grants two roles to two users.</example>
/// <example><code>Get-MilvusRole team_* | Grant-MilvusRole -User alice</code>Grants several roles to a user.</example>
[Cmdlet(VerbsSecurity.Grant, "MilvusRole", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Grant-MilvusRole.md")]
public sealed class GrantMilvusRoleCommand : RoleMembershipCommand
{
    private protected override bool Gives => true;
}

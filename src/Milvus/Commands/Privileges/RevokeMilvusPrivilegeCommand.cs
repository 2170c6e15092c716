using System.Management.Automation;
using Milvus.Commands.Privileges;

namespace Milvus;

/// <summary>Revokes privileges, or groups of them, from roles. Revoking a privilege that a role does not have is not an error.</summary>
/// <example><code>Revoke-MilvusPrivilege reader CollectionReadOnly docs</code>Revokes a privilege group from a role.</example>
/// <example>
/// <code>Get-MilvusPrivilege reader | Revoke-MilvusPrivilege</code>
/// Revokes all privileges of a role in the database of the connection.
/// </example>
/// <example>
/// <code>Revoke-MilvusPrivilege reader Search -ObjectType Collection -ObjectName docs</code>
/// Specifies the type of the object.
/// </example>
[Cmdlet(VerbsSecurity.Revoke, "MilvusPrivilege", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Revoke-MilvusPrivilege.md")]
public sealed class RevokeMilvusPrivilegeCommand : PrivilegeChangeCommand
{
    private protected override bool Grants => false;
}

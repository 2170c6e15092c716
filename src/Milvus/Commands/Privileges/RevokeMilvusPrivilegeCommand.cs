using System.Management.Automation;

namespace Milvus;

/// <summary>Revokes privileges, or groups of them, from roles. Revoking what a role has not is no error.</summary>
/// <example><code>Revoke-MilvusPrivilege reader CollectionReadOnly docs</code>Takes a group of privileges from a role.</example>
/// <example>
/// <code>Get-MilvusPrivilege reader | Revoke-MilvusPrivilege</code>
/// Takes all that a role has in the database of the connection.
/// </example>
/// <example>
/// <code>Revoke-MilvusPrivilege reader Search -ObjectType Collection -ObjectName docs</code>
/// Names the type of the object.
/// </example>
[Cmdlet(VerbsSecurity.Revoke, "MilvusPrivilege", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class RevokeMilvusPrivilegeCommand : PrivilegeChangeCommand
{
    private protected override bool Grants => false;
}

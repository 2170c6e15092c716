using System.Management.Automation;
using Milvus.Commands.Privileges;

namespace Milvus;

/// <summary>Grants privileges, or groups of them, to roles.</summary>
/// <remarks>
/// On a server, a new grant can take some seconds to become effective. Grant privileges of the whole server, for example ClusterAdmin, with
/// -Database *. Servers before Milvus 2.5 have no groups: grant single privileges with the type of their object.
/// </remarks>
/// <example><code>Grant-MilvusPrivilege reader CollectionReadOnly docs</code>Allows a role to read a collection.</example>
/// <example>
/// <code>Grant-MilvusPrivilege writer Insert, Upsert, Delete docs -Database books</code>
/// Allows a role to change rows of a collection in another database.
/// </example>
/// <example><code>Grant-MilvusPrivilege operator ClusterReadOnly -Database *</code>Allows a role to read the state of the whole
/// server.</example>
/// <example>
/// <code>Grant-MilvusPrivilege reader Search -ObjectType Collection -ObjectName docs</code>
/// Specifies the type of the object.
/// </example>
/// <example><code>Get-MilvusPrivilege reader | Grant-MilvusPrivilege -Role guest</code>Grants the privileges of a role to another
/// role.</example>
[Cmdlet(VerbsSecurity.Grant, "MilvusPrivilege", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Grant-MilvusPrivilege.md")]
public sealed class GrantMilvusPrivilegeCommand : PrivilegeChangeCommand
{
    private protected override bool Grants => true;
}

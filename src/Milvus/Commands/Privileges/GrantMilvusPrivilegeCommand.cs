using System.Management.Automation;

namespace Milvus;

/// <summary>Grants privileges, or groups of them, to roles.</summary>
/// <remarks>
/// A server may obey a new grant some seconds late. Privileges of the whole server, ClusterAdmin for example, are granted with
/// -Database *. Servers before 2.5 know no groups; single privileges are granted to them with the type they belong to.
/// </remarks>
/// <example><code>Grant-MilvusPrivilege reader CollectionReadOnly docs</code>Lets a role read a collection.</example>
/// <example>
/// <code>Grant-MilvusPrivilege writer Insert, Upsert, Delete docs -Database books</code>
/// Lets a role change rows of a collection of another database.
/// </example>
/// <example><code>Grant-MilvusPrivilege operator ClusterReadOnly -Database *</code>Lets a role look at the whole server.</example>
/// <example><code>Grant-MilvusPrivilege reader Search -ObjectType Collection -ObjectName docs</code>Names the type of the object.</example>
/// <example><code>Get-MilvusPrivilege reader | Grant-MilvusPrivilege -Role guest</code>Grants to a role what another has.</example>
[Cmdlet(VerbsSecurity.Grant, "MilvusPrivilege", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class GrantMilvusPrivilegeCommand : PrivilegeChangeCommand
{
    private protected override bool Grants => true;
}

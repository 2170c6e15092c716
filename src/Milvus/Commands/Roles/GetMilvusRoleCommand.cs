using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists roles with their users. Get-MilvusPrivilege shows the privileges of a role.</summary>
/// <example><code>Get-MilvusRole</code>Lists the roles of the server.</example>
/// <example><code>(Get-MilvusRole reader).User</code>Returns the users who have a role.</example>
/// <example><code>Get-MilvusRole team_* | Get-MilvusPrivilege</code>Lists the privileges of several roles.</example>
[Cmdlet(VerbsCommon.Get, "MilvusRole", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusRole.md")]
[OutputType(typeof(Role))]
public sealed class GetMilvusRoleCommand : GetCommand<Role>
{
    private protected override IReadOnlyList<Role> List(Role? item) =>
        Await((call, token) => GetClient(item).GetRolesAsync(call, null, token), GetCall(item));

    private protected override Role Find(string name, Role? item) =>
        UserReader.FindOnly(Await((call, token) => GetClient(item).GetRolesAsync(call, name, token), GetCall(item)), name);
}

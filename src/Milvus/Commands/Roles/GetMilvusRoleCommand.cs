using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists roles with their users. Get-MilvusPrivilege shows the privileges of a role.</summary>
/// <example><code>Get-MilvusRole</code>Lists the roles of the server.</example>
/// <example><code>(Get-MilvusRole reader).User</code>Returns the users who have a role.</example>
/// <example><code>Get-MilvusRole team_* | Get-MilvusPrivilege</code>Lists the privileges of several roles.</example>
[Cmdlet(VerbsCommon.Get, "MilvusRole", HelpUri = CmdletPages.Folder + "Get-MilvusRole.md")]
[OutputType(typeof(Role))]
public sealed class GetMilvusRoleCommand : GetCommand<Role>
{
    private protected override IReadOnlyList<Role> List() => Await((call, token) => Client.GetRolesAsync(call, null, token));

    private protected override Role Find(string name) =>
        UserReader.FindOnly(Await((call, token) => Client.GetRolesAsync(call, name, token)), name);
}

using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists privilege groups, including the built-in ones, with their privileges.</summary>
/// <example><code>Get-MilvusPrivilegeGroup</code>Lists the groups.</example>
/// <example><code>(Get-MilvusPrivilegeGroup CollectionReadOnly).Privilege</code>Returns the privileges of a group.</example>
/// <example><code>Get-MilvusPrivilegeGroup | Where-Object Privilege -Contains Insert</code>Lists the groups that contain the privilege
/// Insert.</example>
[Cmdlet(VerbsCommon.Get, "MilvusPrivilegeGroup", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Get-MilvusPrivilegeGroup.md")]
[OutputType(typeof(PrivilegeGroup))]
public sealed class GetMilvusPrivilegeGroupCommand : GetCommand<PrivilegeGroup>
{
    private readonly Dictionary<MilvusConnection, IReadOnlyList<PrivilegeGroup>> _all = [];

    private protected override IReadOnlyList<PrivilegeGroup> List(PrivilegeGroup? item)
    {
        var connection = GetConnection(item);
        if (!_all.TryGetValue(connection, out var all))
        {
            all = Await(connection.Client.GetPrivilegeGroupsAsync, GetCall(item));
            _all[connection] = all;
        }

        return all;
    }

    private protected override PrivilegeGroup Find(string name, PrivilegeGroup? item) => PrivilegeGroupReader.FindOnly(List(item), name);
}

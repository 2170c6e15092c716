using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists users with their roles.</summary>
/// <example><code>Get-MilvusUser</code>Lists the users of the server.</example>
/// <example><code>(Get-MilvusUser alice).Role</code>Returns the roles of a user.</example>
/// <example>
/// <code>Get-MilvusUser | Where-Object Role -NotContains admin | Remove-MilvusUser -WhatIf</code>
/// Shows which users without the role admin would be dropped.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusUser", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusUser.md")]
[OutputType(typeof(User))]
public sealed class GetMilvusUserCommand : GetCommand<User>
{
    private protected override IReadOnlyList<User> List(User? item) =>
        Await((call, token) => GetClient(item).GetUsersAsync(call, null, token), GetCall(item));

    // A single user is read by name: users may read themselves, but not always all users.
    private protected override User Find(string name, User? item) =>
        UserReader.FindOnly(Await((call, token) => GetClient(item).GetUsersAsync(call, name, token), GetCall(item)), name);
}

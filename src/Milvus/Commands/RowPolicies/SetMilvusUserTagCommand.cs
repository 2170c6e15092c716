using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Sets and removes tags of users. Other tags stay.</summary>
/// <example><code>Set-MilvusUserTag alice -Tag @{ tenant = 'acme'; level = 3 }</code>Sets two tags.</example>
/// <example><code>Set-MilvusUserTag alice, bob -RemoveTag level</code>Removes one from two users.</example>
/// <example>
/// <code>Get-MilvusUserTag -WithTag tenant -WithValue acme | Set-MilvusUserTag -Tag @{ tenant = 'globex' } -WhatIf</code>
/// Shows whose tag would be changed.
/// </example>
/// <parameter name="InputObject">Tags of users as Get-MilvusUserTag returns them; the connection each came from is used.</parameter>
/// <parameter name="PassThru">Returns the resulting tags of the user.</parameter>
[Cmdlet(VerbsCommon.Set, "MilvusUserTag", DefaultParameterSetName = ByUser,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusUserTag.md")]
[OutputType(typeof(UserTag))]
public sealed class SetMilvusUserTagCommand : TagCommand<UserTag>
{
    private const string ByUser = "ByUser";
    /// <summary>The user, or several.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByUser)]
    [ArgumentCompleter(typeof(UserNameCompleter))]
    public string[] User { get; set; } = [];

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : User;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, item => Change(item.User, item));
        ForEach(User, user => Change(user, null));
    }

    private void Change(string user, UserTag? item)
    {
        var client = GetClient(item);
        var changed = Change(
            $"tags of user {user} on {GetConnection(item).Place}",
            item,
            (call, tags, token) => client.AddUserTagsAsync(call, user, tags, token),
            (call, tags, token) => client.DeleteUserTagsAsync(call, user, tags, token));
        if (changed && PassThru)
        {
            var tags = ReadBack(
                $"The tags of user {user} are changed",
                new UserTag { User = user },
                (call, token) => client.GetUserTagsAsync(call, user, token),
                GetCall(item));
            WriteObject(Mark(tags, GetConnection(item)));
        }
    }
}

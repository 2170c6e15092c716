using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Sets and removes tags of users; others stay as they are.</summary>
/// <example><code>Set-MilvusUserTag alice -Tag @{ tenant = 'acme'; level = 3 }</code>Sets two tags.</example>
/// <example><code>Set-MilvusUserTag alice, bob -RemoveTag level</code>Removes one from two users.</example>
/// <example>
/// <code>Get-MilvusUserTag -WithTag tenant -WithValue acme | Set-MilvusUserTag -Tag @{ tenant = 'globex' } -WhatIf</code>
/// Shows whose tag would be changed.
/// </example>
[Cmdlet(
    VerbsCommon.Set,
    "MilvusUserTag",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = ByUser
)]
[OutputType(typeof(UserTag))]
public sealed class SetMilvusUserTagCommand : ConnectedCommand
{
    private const string ByUser = "ByUser";
    private const string ByObject = "ByObject";

    /// <summary>The user, or several.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByUser)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UserNameCompleter))]
    public string[] User { get; set; } = [];

    /// <summary>Tags of users as Get-MilvusUserTag gives them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public UserTag[] InputObject { get; set; } = [];

    /// <summary>Tags to set, with their values.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable? Tag { get; set; }

    /// <summary>Tags to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveTag { get; set; }

    /// <summary>Writes the tags that the user then has.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : User;

    /// <inheritdoc/>
    protected override void Begin() => TagChange.Check(Tag, RemoveTag);

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByObject)
        {
            foreach (var item in InputObject)
            {
                ForItem(item, () => Change(item.User, item));
            }

            return;
        }

        foreach (var user in User)
        {
            ForItem(user, () => Change(user, null));
        }
    }

    private void Change(string user, UserTag? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (!ShouldProcess($"tags of user {user} on {ConnectionOf(item).Label}", PropertyChange.Describe(Table(nameof(Tag)), RemoveTag)))
        {
            return;
        }

        if (Tag is { Count: > 0 })
        {
            Await((call, token) => client.AddUserTagsAsync(call, user, Texts(nameof(Tag)), token), context);
        }

        if (RemoveTag is { Length: > 0 })
        {
            Await((call, token) => client.DeleteUserTagsAsync(call, user, RemoveTag, token), context);
        }

        if (PassThru)
        {
            var tags = ReadBack(
                $"The tags of user {user} are changed",
                new UserTag { User = user },
                (call, token) => client.GetUserTagsAsync(call, user, token),
                context);
            WriteObject(Mark(tags, ConnectionOf(item)));
        }
    }
}

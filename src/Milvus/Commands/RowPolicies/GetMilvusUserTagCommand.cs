using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Lists the tags of users, which filters of row policies can use.</summary>
/// <example><code>Get-MilvusUserTag alice</code>Lists the tags of a user.</example>
/// <example><code>Get-MilvusUser | Get-MilvusUserTag</code>Lists the tags of all users.</example>
/// <example><code>Get-MilvusUserTag -WithTag tenant -WithValue acme</code>Lists the users who have a tag with that value.</example>
[Cmdlet(VerbsCommon.Get, "MilvusUserTag", DefaultParameterSetName = ByUser, HelpUri = CmdletPages.Folder + "Get-MilvusUserTag.md")]
[OutputType(typeof(UserTag))]
public sealed class GetMilvusUserTagCommand : ConnectedCommand
{
    private const string ByUser = "ByUser";
    private const string ByTag = "ByTag";

    /// <summary>The user, or several.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByUser)]
    [ArgumentCompleter(typeof(UserNameCompleter))]
    public string[] User { get; set; } = [];

    /// <summary>Users as Get-MilvusUser returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public User[] InputObject { get; set; } = [];

    /// <summary>The tag that the users must have.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByTag)]
    public string WithTag { get; set; } = string.Empty;

    /// <summary>The value of the tag; any when left out.</summary>
    [Parameter]
    [OnlyIn(ByTag)]
    [ValidateNotNullOrEmpty]
    public string? WithValue { get; set; }

    private protected override object? Target => ParameterSetName switch { ByTag => WithTag, ByObject => InputObject, _ => User };

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, user => Write(user.Name, user));
        ForEach(User, user => Write(user, null));
        if (ParameterSetName == ByTag)
        {
            ForEach(
                Await((call, token) => Client.ListUsersWithTagAsync(call, WithTag, WithValue ?? string.Empty, token)),
                user => Write(user, null));
        }
    }

    private void Write(string name, User? item)
    {
        var client = GetClient(item);
        WriteObject(Mark(Await((call, token) => client.GetUserTagsAsync(call, name, token), GetCall(item)), GetConnection(item)));
    }
}

using System.Management.Automation;
using System.Security;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Changes the password or the description of users.</summary>
/// <remarks>
/// Milvus requires the old password, even from an administrator. For the connection's own user, the old password is known, and the
/// connection continues with the new one. Other connections of this user are then refused.
/// </remarks>
/// <example>
/// <code>Set-MilvusUser root -Password (Read-Host -AsSecureString)</code>
/// Changes the password of the connected user.
/// </example>
/// <example><code>Set-MilvusUser alice -OldPassword secret1 -Password secret2</code>Changes another user's password.</example>
/// <example>
/// <code>Set-MilvusUser -Credential (Get-Credential alice) -OldPassword secret1</code>
/// The same; the credential has the name and the new password.
/// </example>
/// <example><code>Set-MilvusUser alice -Description 'on leave' -PassThru</code>Changes the description and shows the user.</example>
[Cmdlet(VerbsCommon.Set, "MilvusUser", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusUser.md")]
[OutputType(typeof(User))]
public sealed class SetMilvusUserCommand : ChangeCommand<User>
{
    private const string ByCredential = "ByCredential";

    /// <summary>The new password. A SecureString, or plain text.</summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    [SecretTransformation]
    public SecretText? Password { get; set; }

    /// <summary>The current password; not needed for the connected user.</summary>
    [Parameter]
    [SecretTransformation]
    public SecretText? OldPassword { get; set; }

    /// <summary>The user's name and new password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCredential)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Free text about the user; servers before 2.6 do not store it.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (NewPassword is null && Description is null)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "Nothing to change was specified: use -Password, -Credential or -Description.");
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (Credential is not null)
        {
            ForItem(Credential.UserName, () => Act(Credential.UserName, null));
            return;
        }

        base.Process();
    }

    private SecureString? NewPassword => Credential?.Password ?? (SecureString?)Password;

    private protected override void Act(string name, User? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var what = NewPassword is null ? "Change description" : Description is null ? "Change password" : "Change password and description";
        if (!ShouldProcess($"user {name} on {GetConnection(item).Place}", what))
        {
            return;
        }

        if (NewPassword is { } password)
        {
            Await((call, token) => client.ChangePasswordAsync(call, name, OldPassword, password, Description, token), context);
        }
        else
        {
            Await((call, token) => client.DescribeUserAsync(call, name, Description!, token), context);
        }

        Show(
            item,
            new User { Name = name, Description = Description ?? string.Empty },
            async (call, token) => UserReader.FindOnly(await client.GetUsersAsync(call, name, token).ConfigureAwait(false), name),
            "User");
    }
}

using System.Management.Automation;
using System.Security;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Creates a user.</summary>
/// <remarks>
/// A new user has only the role public, which may describe collections but not read rows. Grant-MilvusRole adds roles. An embedded
/// database requires credentials once it has a user besides root.
/// </remarks>
/// <example><code>New-MilvusUser alice -Password (Read-Host -AsSecureString)</code>Prompts for the password of the new user.</example>
/// <example>
/// <code>New-MilvusUser -Credential (Get-Credential alice) -Description 'reads the catalogue'</code>
/// Creates a user from a credential.
/// </example>
/// <example><code>New-MilvusUser alice -Password secret1; Grant-MilvusRole reader alice</code>Creates a user and grants a role to
/// it.</example>
[Cmdlet(VerbsCommon.New, "MilvusUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "New-MilvusUser.md")]
[OutputType(typeof(User))]
public sealed class NewMilvusUserCommand : ConnectedCommand
{
    private const string ByCredential = "ByCredential";

    /// <summary>The name: letters, digits and underscores, a letter first.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The password, 6 to 72 characters. A SecureString, or plain text.</summary>
    [Parameter(Position = 1)]
    [OnlyIn(ByName)]
    [SecretTransformation]
    public SecretText? Password { get; set; }

    /// <summary>Name and password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCredential)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Free text about the user; servers before 2.6 do not store it.</summary>
    [Parameter]
    public string? Description { get; set; }

    private protected override object? Target => Credential?.UserName ?? Name;

    /// <inheritdoc/>
    protected override void Begin()
    {
        // PowerShell would ask for a mandatory password on the screen, because it hides only a SecureString.
        if (Credential is null && Password is null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The new user {Name} needs a password.")
            {
                RecommendedAction = "Use -Password (Read-Host -AsSecureString), or -Credential, which asks for it.",
            };
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        var name = Credential?.UserName ?? Name;
        if (ShouldProcess($"user {name} on {Connected.Place}", "Create user"))
        {
            Await((call, token) => Client.CreateUserAsync(call, name, Credential?.Password ?? (SecureString)Password!, Description, token));
            var made = ReadBack(
                $"User {name} is created",
                new User { Name = name, Description = Description ?? string.Empty },
                async (call, token) => UserReader.FindOnly(await Client.GetUsersAsync(call, name, token).ConfigureAwait(false), name));
            WriteObject(Mark(made));
        }
    }
}

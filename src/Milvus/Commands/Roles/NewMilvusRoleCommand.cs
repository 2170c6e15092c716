using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Creates roles.</summary>
/// <example><code>New-MilvusRole reader</code>Creates a role.</example>
/// <example><code>New-MilvusRole reader -Description 'searches the catalogue'</code>Creates one with a description.</example>
/// <example>
/// <code>New-MilvusRole reader; Grant-MilvusPrivilege reader CollectionReadOnly docs; Grant-MilvusRole reader alice</code>
/// Creates a role, grants it the privileges to read a collection, and grants the role to a user.
/// </example>
/// <parameter name="Name">The name, or several: letters, digits, dollars and underscores.</parameter>
[Cmdlet(VerbsCommon.New, "MilvusRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = CmdletPages.Folder + "New-MilvusRole.md")]
[OutputType(typeof(Role))]
public sealed class NewMilvusRoleCommand : NewCommand
{
    /// <summary>Free text about the role; servers before 2.6 do not store it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Description { get; set; }

    private protected override void Create(string name)
    {
        if (ShouldProcess($"role {name} on {Connected.Place}", "Create role"))
        {
            Await((call, token) => Client.CreateRoleAsync(call, name, Description, token));
            var made = ReadBack(
                $"Role {name} is created",
                new Role { Name = name, Description = Description ?? string.Empty },
                async (call, token) => UserReader.FindOnly(await Client.GetRolesAsync(call, name, token).ConfigureAwait(false), name));
            WriteObject(Mark(made));
        }
    }
}

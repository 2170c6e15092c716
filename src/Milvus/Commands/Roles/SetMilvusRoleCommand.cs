using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Changes the description of roles.</summary>
/// <example><code>Set-MilvusRole reader -Description 'searches the catalogue'</code>Changes the description.</example>
/// <example><code>Get-MilvusRole team_* | Set-MilvusRole -Description 'created by a script'</code>Changes the description of several
/// roles.</example>
/// <example><code>Set-MilvusRole reader -Description '' -PassThru</code>Removes it and shows the role.</example>
[Cmdlet(VerbsCommon.Set, "MilvusRole", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusRole.md")]
[OutputType(typeof(Role))]
public sealed class SetMilvusRoleCommand : ChangeCommand<Role>
{
    /// <summary>Free text about the role.</summary>
    [Parameter(Mandatory = true)]
    [AllowEmptyString]
    public string? Description { get; set; }

    private protected override void Act(string name, Role? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess($"role {name} on {GetConnection(item).Place}", "Change description"))
        {
            return;
        }

        Await((call, token) => client.AlterRoleAsync(call, name, Description!, token), context);
        Show(
            item,
            new Role { Name = name, Description = Description! },
            async (call, token) => UserReader.FindOnly(await client.GetRolesAsync(call, name, token).ConfigureAwait(false), name),
            "Role");
    }
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Adds privileges to groups and removes them. The change applies to all roles that have the group.</summary>
/// <example><code>Set-MilvusPrivilegeGroup writing -Add Flush</code>Adds a privilege.</example>
/// <example>
/// <code>Set-MilvusPrivilegeGroup writing -Add Flush -Remove Delete -PassThru</code>
/// Replaces one privilege by another and shows the group.
/// </example>
/// <example>
/// <code>Get-MilvusPrivilegeGroup team_* | Set-MilvusPrivilegeGroup -Remove Delete</code>
/// Removes a privilege from several groups.
/// </example>
[Cmdlet(VerbsCommon.Set, "MilvusPrivilegeGroup", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusPrivilegeGroup.md")]
[OutputType(typeof(PrivilegeGroup))]
public sealed class SetMilvusPrivilegeGroupCommand : ChangeCommand<PrivilegeGroup>
{
    /// <summary>Privileges, or groups of them, to add.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PrivilegeNameCompleter))]
    public string[]? Add { get; set; }

    /// <summary>Privileges, or groups of them, to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PrivilegeNameCompleter))]
    public string[]? Remove { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Add is null && Remove is null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "Nothing to change was specified: use -Add or -Remove.");
        }
    }

    private protected override void Act(string name, PrivilegeGroup? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var what = string.Join(
            ", ",
            new[]
            {
                Add is null ? null : $"Add {string.Join(", ", Add)}",
                Remove is null ? null : $"Remove {string.Join(", ", Remove)}",
            }.OfType<string>());
        if (!ShouldProcess($"group of privileges {name} on {GetConnection(item).Place}", what))
        {
            return;
        }

        if (Add is not null)
        {
            Await((call, token) => client.ChangePrivilegeGroupAsync(call, name, Add, add: true, token), context);
        }

        if (Remove is not null)
        {
            Await((call, token) => client.ChangePrivilegeGroupAsync(call, name, Remove, add: false, token), context);
        }

        Show(
            item,
            new PrivilegeGroup { Name = name },
            async (call, token) =>
                PrivilegeGroupReader.FindOnly(await client.GetPrivilegeGroupsAsync(call, token).ConfigureAwait(false), name),
            "Group of privileges");
    }
}

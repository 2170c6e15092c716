using System.Management.Automation;
using Milvus.Completion;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Creates a privilege group, to grant several privileges together.</summary>
/// <remarks>All privileges of a group have the same level: collections, databases, or the whole server.</remarks>
/// <example><code>New-MilvusPrivilegeGroup writing -Privilege Insert, Upsert, Delete</code>Creates a group with three privileges.</example>
/// <example><code>New-MilvusPrivilegeGroup writing</code>Creates an empty group.</example>
/// <example>
/// <code>New-MilvusPrivilegeGroup writing -Privilege Insert, Upsert; Grant-MilvusPrivilege writer writing docs</code>
/// Creates a group and grants it.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusPrivilegeGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = CmdletPages.Folder + "New-MilvusPrivilegeGroup.md")]
[OutputType(typeof(PrivilegeGroup))]
public sealed class NewMilvusPrivilegeGroupCommand : ConnectedCommand
{
    /// <summary>The name: letters, digits and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The privileges of the group; Set-MilvusPrivilegeGroup adds more.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PrivilegeNameCompleter))]
    public string[]? Privilege { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (!ShouldProcess($"group of privileges {Name} on {Connected.Place}", "Create group of privileges"))
        {
            return;
        }

        Await((call, token) => Client.CreatePrivilegeGroupAsync(call, Name, token));
        if (Privilege is not null)
        {
            AddPrivileges();
        }

        var made = ReadBack(
            $"Group of privileges {Name} is created",
            new PrivilegeGroup { Name = Name, Privilege = Privilege ?? [] },
            async (call, token) =>
                PrivilegeGroupReader.FindOnly(await Client.GetPrivilegeGroupsAsync(call, token).ConfigureAwait(false), Name)
        );
        WriteObject(Mark(made));
    }

    private void AddPrivileges()
    {
        try
        {
            Await((call, token) => Client.ChangePrivilegeGroupAsync(call, Name, Privilege!, add: true, token));
        }
        catch (MilvusException failure)
        {
            throw failure.With($"Group of privileges {Name} is created; adding its privileges failed: {failure.Message}");
        }
    }
}

using System.Management.Automation;

namespace Milvus;

/// <summary>Creates roles.</summary>
/// <example><code>New-MilvusRole reader</code>Creates a role.</example>
/// <example><code>New-MilvusRole reader -Description 'may search the catalogue'</code>Creates one with a description.</example>
/// <example>
/// <code>New-MilvusRole reader; Grant-MilvusPrivilege reader CollectionReadOnly docs; Grant-MilvusRole reader alice</code>
/// Creates a role, lets it read a collection, and gives it to a user.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Role))]
public sealed class NewMilvusRoleCommand : ConnectedCommand
{
    /// <summary>The name, or several: letters, digits, dollars and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Free text about the role; servers before 2.6 do not keep it.</summary>
    [Parameter]
    public string? Description { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Name)
        {
            ForItem(name, () => Create(name));
        }
    }

    private void Create(string name)
    {
        if (ShouldProcess($"role {name} on {Connected.Label}", "Create role"))
        {
            Await((call, token) => Client.CreateRoleAsync(call, name, Description, token));
            var made = ReadBack(
                $"Role {name} is created",
                new Role { Name = name, Description = Description ?? string.Empty },
                async (call, token) => UserReader.Only(await Client.GetRolesAsync(call, name, token).ConfigureAwait(false), name));
            WriteObject(Mark(made));
        }
    }
}

using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Lists roles with their users. Get-MilvusPrivilege says what a role may do.</summary>
/// <example><code>Get-MilvusRole</code>Lists the roles of the server.</example>
/// <example><code>(Get-MilvusRole reader).User</code>The users who have a role.</example>
/// <example><code>Get-MilvusRole team_* | Get-MilvusPrivilege</code>What several roles may do.</example>
[Cmdlet(VerbsCommon.Get, "MilvusRole")]
[OutputType(typeof(Role))]
public sealed class GetMilvusRoleCommand : ConnectedCommand
{
    /// <summary>Names, with wildcards; all roles when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleNameCompleter))]
    public string[]? Name { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Name ?? ["*"])
        {
            ForItem(name, () => Write(name));
        }
    }

    private void Write(string name)
    {
        var literal = WildcardPattern.ContainsWildcardCharacters(name) ? null : name;
        var found = Await((call, token) => Client.GetRolesAsync(call, literal, token));
        foreach (var role in literal is null ? Names.Match(found, name, role => role.Name) : [UserReader.Only(found, literal)])
        {
            WriteObject(Mark(role));
        }
    }
}

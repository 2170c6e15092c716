using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Lists users with their roles.</summary>
/// <example><code>Get-MilvusUser</code>Lists the users of the server.</example>
/// <example><code>(Get-MilvusUser alice).Role</code>The roles of a user.</example>
/// <example>
/// <code>Get-MilvusUser | Where-Object Role -NotContains admin | Remove-MilvusUser -WhatIf</code>
/// Shows which users without the role admin would be dropped.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusUser")]
[OutputType(typeof(User))]
public sealed class GetMilvusUserCommand : ConnectedCommand
{
    /// <summary>Names, with wildcards; all users when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UserNameCompleter))]
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
        // One user is asked for by name: everybody may see himself, but not all may see all.
        var literal = WildcardPattern.ContainsWildcardCharacters(name) ? null : name;
        var found = Await((call, token) => Client.GetUsersAsync(call, literal, token));
        foreach (var user in literal is null ? Names.Match(found, name, user => user.Name) : [UserReader.Only(found, literal)])
        {
            WriteObject(Mark(user));
        }
    }
}

using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Lists groups of privileges, the built-in ones too, with what is in them.</summary>
/// <example><code>Get-MilvusPrivilegeGroup</code>Lists the groups.</example>
/// <example><code>(Get-MilvusPrivilegeGroup CollectionReadOnly).Privilege</code>What is in a group.</example>
/// <example><code>Get-MilvusPrivilegeGroup | Where-Object Privilege -Contains Insert</code>The groups that allow to insert.</example>
[Cmdlet(VerbsCommon.Get, "MilvusPrivilegeGroup")]
[OutputType(typeof(PrivilegeGroup))]
public sealed class GetMilvusPrivilegeGroupCommand : ConnectedCommand
{
    /// <summary>Names, with wildcards; all groups when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PrivilegeGroupNameCompleter))]
    public string[]? Name { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        var all = Await(Client.GetPrivilegeGroupsAsync);
        foreach (var name in Name ?? ["*"])
        {
            ForItem(name, () => Write(all, name));
        }
    }

    private void Write(IReadOnlyList<PrivilegeGroup> all, string name)
    {
        var found = WildcardPattern.ContainsWildcardCharacters(name)
            ? Names.Match(all, name, group => group.Name)
            : [PrivilegeGroupReader.Only(all, name)];
        foreach (var group in found)
        {
            WriteObject(Mark(group));
        }
    }
}

using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Lists resource groups: their nodes, what they hold, and their settings.</summary>
/// <example><code>Get-MilvusResourceGroup</code>Lists the resource groups of the server.</example>
/// <example><code>(Get-MilvusResourceGroup __default_resource_group).AvailableNodeCount</code>How many nodes no other group has.</example>
/// <example><code>Get-MilvusResourceGroup team_* | Format-List</code>Everything about some groups.</example>
[Cmdlet(VerbsCommon.Get, "MilvusResourceGroup")]
[OutputType(typeof(ResourceGroup))]
public sealed class GetMilvusResourceGroupCommand : ConnectedCommand
{
    /// <summary>Names, with wildcards; all groups when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
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
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            Show(name);
            return;
        }

        foreach (var found in Names.Match(Await(Client.ListResourceGroupsAsync), name, known => known))
        {
            // The list has the names only; what each is like is another privilege.
            ForItem(
                found,
                () =>
                    WriteObject(
                        Mark(
                            TryRead<ResourceGroup>(
                                $"Resource group {found}",
                                async (call, token) => await Client.DescribeResourceGroupAsync(call, found, token).ConfigureAwait(false)
                            ) ?? new ResourceGroup { Name = found })));
        }
    }

    private void Show(string name) => WriteObject(Mark(Await((call, token) => Client.DescribeResourceGroupAsync(call, name, token))));
}

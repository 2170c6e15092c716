using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Lists the row policies of a collection.</summary>
/// <example><code>Get-MilvusRowPolicy words</code>Lists the policies of the collection.</example>
/// <example><code>Get-MilvusRowPolicy words own_tenant | Format-List</code>Shows one with its filters.</example>
/// <example>
/// <code>Get-MilvusCollection words | Get-MilvusRowPolicy | Where-Object Action -Contains Search</code>
/// Those that hold for searches.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusRowPolicy", DefaultParameterSetName = ByName)]
[OutputType(typeof(RowPolicy))]
public sealed class GetMilvusRowPolicyCommand : InCollectionCommand
{
    /// <summary>Names, with wildcards; all policies when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RowPolicyNameCompleter))]
    public string[]? Name { get; set; }

    private protected override void Act(string collection, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var all = Await((call, token) => client.ListRowPoliciesAsync(call, collection, token), context);
        foreach (var name in Name ?? ["*"])
        {
            ForItem(
                name,
                () =>
                {
                    foreach (var policy in WildcardPattern.ContainsWildcardCharacters(name)
                            ? Names.Match(all, name, known => known.Name)
                            : [RowPolicyReader.Only(all, collection, name)])
                    {
                        WriteObject(Mark(policy, ConnectionOf(item), context.Database));
                    }
                });
        }
    }
}

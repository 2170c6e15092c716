using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Lists the tags of the principals of a collection, which filters of its row policies can use.</summary>
/// <remarks>A principal is a user of the application, not a user of the server.</remarks>
/// <example><code>Get-MilvusPrincipalTag words</code>Lists the principals of the collection with their tags.</example>
/// <example><code>(Get-MilvusPrincipalTag words alice).Tag['tenant']</code>Returns a tag of one principal.</example>
/// <example>
/// <code>Get-MilvusCollection words | Get-MilvusPrincipalTag | Where-Object { $_.Tag['tenant'] -eq 'acme' }</code>
/// Lists the principals that have a value of a tag.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusPrincipalTag", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Get-MilvusPrincipalTag.md")]
[OutputType(typeof(PrincipalTag))]
public sealed class GetMilvusPrincipalTagCommand : InCollectionCommand<Collection>
{
    /// <summary>The principals, with wildcards; all when left out.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PrincipalNameCompleter))]
    public string[]? Principal { get; set; }

    private protected override void Act(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        foreach (var pattern in Principal ?? ["*"])
        {
            var named = WildcardPattern.ContainsWildcardCharacters(pattern)
                ? NamePatterns.Match(
                    Await((call, token) => client.ListPrincipalsAsync(call, collection, token), context),
                    pattern,
                    name => name)
                : [pattern];
            foreach (var name in named)
            {
                ForItem(name, () => WriteObject(Mark(
                    Await((call, token) => client.GetPrincipalTagsAsync(call, collection, name, token), context),
                    GetConnection(item),
                    context.Database)));
            }
        }
    }
}

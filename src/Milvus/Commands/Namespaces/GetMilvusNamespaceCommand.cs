using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Lists and describes the namespaces of a collection.</summary>
/// <example><code>Get-MilvusNamespace words</code>Lists the namespaces of the collection.</example>
/// <example><code>Get-MilvusNamespace words acme | Format-List</code>Describes one.</example>
/// <example>
/// <code>Get-MilvusCollection words | Get-MilvusNamespace -Prefix a</code>
/// Those whose names begin with a; the server is asked for no others.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusNamespace", DefaultParameterSetName = ByName)]
[OutputType(typeof(Namespace))]
public sealed class GetMilvusNamespaceCommand : InCollectionCommand
{
    /// <summary>Names, with wildcards; all namespaces when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>What the names begin with, to the letter: the server is asked for no others.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Prefix { get; set; }

    private protected override void Act(string collection, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        foreach (var name in Name ?? ["*"])
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                ForItem(name, () => Show(Await((call, token) => client.DescribeNamespaceAsync(call, collection, name, token), context)));
                continue;
            }

            var all = Await((call, token) => client.ListNamespacesAsync(call, collection, Prefix ?? string.Empty, token), context);
            foreach (var found in Names.Match(all, name, known => known.Name))
            {
                Show(found);
            }
        }

        void Show(Namespace found) => WriteObject(Mark(found, ConnectionOf(item), context.Database));
    }
}

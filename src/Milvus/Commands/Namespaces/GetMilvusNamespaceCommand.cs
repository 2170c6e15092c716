using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists and describes the namespaces of a collection.</summary>
/// <example><code>Get-MilvusNamespace words</code>Lists the namespaces of the collection.</example>
/// <example><code>Get-MilvusNamespace words acme | Format-List</code>Describes a namespace.</example>
/// <example>
/// <code>Get-MilvusCollection words | Get-MilvusNamespace -Prefix a</code>
/// Lists the namespaces whose names begin with a; the server returns only these.
/// </example>
/// <parameter name="InputObject">Collections as Get-MilvusCollection returns them; the connection each came from is used.</parameter>
[Cmdlet(VerbsCommon.Get, "MilvusNamespace", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusNamespace.md")]
[OutputType(typeof(Namespace))]
public sealed class GetMilvusNamespaceCommand : GetInCollectionCommand<Namespace>
{
    /// <summary>The case-sensitive beginning of the names; the server returns only these.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Prefix { get; set; }

    private protected override IReadOnlyList<Namespace> List(string collection, Collection? item)
    {
        var client = GetClient(item);
        return Await((call, token) => client.ListNamespacesAsync(call, collection, Prefix ?? string.Empty, token), GetCall(item));
    }

    private protected override IEnumerable<Namespace> Find(
        Lazy<IReadOnlyList<Namespace>> known,
        string collection,
        Collection? item,
        string name)
    {
        var client = GetClient(item);
        return [Await((call, token) => client.DescribeNamespaceAsync(call, collection, name, token), GetCall(item))];
    }
}

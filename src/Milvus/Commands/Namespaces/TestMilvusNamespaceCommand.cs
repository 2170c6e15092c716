using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Tests whether a collection has a namespace.</summary>
/// <example><code>Test-MilvusNamespace words acme</code>Returns True or False.</example>
/// <example>
/// <code>if (-not (Test-MilvusNamespace words acme)) { New-MilvusNamespace words acme }</code>
/// Creates a namespace only if it does not exist.
/// </example>
/// <example><code>'acme', 'globex' | Where-Object { Test-MilvusNamespace words $_ }</code>Returns the tenants that have a
/// namespace.</example>
[Cmdlet(VerbsDiagnostic.Test, "MilvusNamespace", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Test-MilvusNamespace.md")]
[OutputType(typeof(bool))]
public sealed class TestMilvusNamespaceCommand : NamedInCollectionCommand<Namespace>
{
    private protected override void Act(string collection, string name, Namespace? item)
    {
        var client = GetClient(item);
        WriteObject(Await((call, token) => client.HasNamespaceAsync(call, collection, name, token), GetCall(item)));
    }
}

using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Tests whether a collection exists.</summary>
/// <example><code>Test-MilvusCollection words</code>Returns True or False.</example>
/// <example>
/// <code>if (-not (Test-MilvusCollection words)) { New-MilvusCollection words -Dimension 384 }</code>
/// Creates a collection only if it does not exist.
/// </example>
/// <example><code>'words', 'docs' | Where-Object { Test-MilvusCollection $_ }</code>Returns the names of existing collections.</example>
[Cmdlet(VerbsDiagnostic.Test, "MilvusCollection", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Test-MilvusCollection.md")]
[OutputType(typeof(bool))]
public sealed class TestMilvusCollectionCommand : EachCollectionCommand
{
    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        WriteObject(Await((call, token) => client.HasCollectionAsync(call, name, token), GetCall(item)));
    }
}

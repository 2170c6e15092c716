using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Tests whether a collection has a partition.</summary>
/// <example><code>Test-MilvusPartition words drafts</code>Returns True or False.</example>
/// <example>
/// <code>if (-not (Test-MilvusPartition words drafts)) { New-MilvusPartition words drafts }</code>
/// Creates a partition only if it does not exist.
/// </example>
/// <example><code>'2025', '2026' | Where-Object { Test-MilvusPartition words "year_$_" }</code>Returns the years that have a
/// partition.</example>
[Cmdlet(VerbsDiagnostic.Test, "MilvusPartition", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Test-MilvusPartition.md")]
[OutputType(typeof(bool))]
public sealed class TestMilvusPartitionCommand : NamedInCollectionCommand<Partition>
{
    private protected override void Act(string collection, string name, Partition? item)
    {
        var client = GetClient(item);
        WriteObject(Await((call, token) => client.HasPartitionAsync(call, collection, name, token), GetCall(item)));
    }
}

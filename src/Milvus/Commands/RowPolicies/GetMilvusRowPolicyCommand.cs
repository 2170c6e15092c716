using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists the row policies of a collection.</summary>
/// <example><code>Get-MilvusRowPolicy words</code>Lists the policies of the collection.</example>
/// <example><code>Get-MilvusRowPolicy words own_tenant | Format-List</code>Shows one with its filters.</example>
/// <example>
/// <code>Get-MilvusCollection words | Get-MilvusRowPolicy | Where-Object Action -Contains Search</code>
/// Lists the policies for searches.
/// </example>
/// <parameter name="InputObject">Collections as Get-MilvusCollection returns them; the connection each came from is used.</parameter>
[Cmdlet(VerbsCommon.Get, "MilvusRowPolicy", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusRowPolicy.md")]
[OutputType(typeof(RowPolicy))]
public sealed class GetMilvusRowPolicyCommand : GetInCollectionCommand<RowPolicy>
{
    private protected override IReadOnlyList<RowPolicy> List(string collection, Collection? item)
    {
        var client = GetClient(item);
        return Await((call, token) => client.ListRowPoliciesAsync(call, collection, token), GetCall(item));
    }

    private protected override IEnumerable<RowPolicy> Find(
        Lazy<IReadOnlyList<RowPolicy>> known,
        string collection,
        Collection? item,
        string name) => [RowPolicyReader.FindOnly(known.Value, collection, name)];
}

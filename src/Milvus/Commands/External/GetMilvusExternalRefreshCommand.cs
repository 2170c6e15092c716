using System.Management.Automation;
using Milvus.Core.Calls;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Shows the progress of a refresh of an external collection, or lists the refreshes.</summary>
/// <example><code>Get-MilvusExternalRefresh</code>Lists the refreshes of the database.</example>
/// <example>
/// <code>Update-MilvusExternalCollection lake | Get-MilvusExternalRefresh</code>
/// Starts a refresh and shows its progress.
/// </example>
/// <example>
/// <code>Get-MilvusExternalRefresh -Collection lake | Format-List</code>
/// The refreshes of one collection with all details.
/// </example>
/// <parameter name="Collection">Lists the refreshes of this collection; those of the whole database when left out.</parameter>
[Cmdlet(VerbsCommon.Get, "MilvusExternalRefresh", DefaultParameterSetName = Listed,
    HelpUri = CmdletPages.Folder + "Get-MilvusExternalRefresh.md")]
[OutputType(typeof(ExternalRefresh))]
public sealed class GetMilvusExternalRefreshCommand : ListedJobCommand<ExternalRefresh>
{
    private protected override Task<IReadOnlyList<ExternalRefresh>> ListAsync(
        CallContext call,
        string collection,
        CancellationToken token
    ) => Client.ListRefreshesAsync(call, collection, token);

    private protected override Task<ExternalRefresh> FindAsync(
        CallContext call,
        string id,
        ExternalRefresh? item,
        CancellationToken token
    ) => GetClient(item).GetRefreshAsync(call, JobIds.Parse(id), token);
}

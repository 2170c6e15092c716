using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Compacts a collection: starts a server job that merges small segments and removes deleted rows.</summary>
/// <example><code>Compress-MilvusCollection words | Wait-MilvusCompaction</code>Compacts the collection and waits.</example>
/// <example><code>Compress-MilvusCollection words -TargetSize 2GB</code>Starts merging into segments of about that size.</example>
/// <example>
/// <code>Get-MilvusCollection docs* | Compress-MilvusCollection -Clustering | Wait-MilvusCompaction -TimeoutSec 3600</code>
/// Sorts the rows of several collections by their clustering keys.
/// </example>
[Cmdlet(VerbsData.Compress, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Compress-MilvusCollection.md")]
[OutputType(typeof(Compaction))]
public sealed class CompressMilvusCollectionCommand : EachCollectionCommand
{
    /// <summary>Distributes the rows by the clustering key, so that filters on it read fewer segments.</summary>
    [Parameter]
    public SwitchParameter Clustering { get; set; }

    /// <summary>Compacts only the segments of deletes.</summary>
    [Parameter]
    public SwitchParameter L0 { get; set; }

    /// <summary>
    /// The target size of segments, with its unit: 1GB, 2GB; at least the maximum segment size of the server. The server's own when left
    /// out.
    /// </summary>
    [Parameter]
    public long? TargetSize { get; set; }

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var size = SegmentSizes.ToMegabytes(TargetSize);
        if (ShouldProcess($"{GetCollectionText(name, item)} on {GetPlace(item)}", "Compact collection"))
        {
            var job = Await((call, token) => client.CompactAsync(call, name, Clustering, L0, size, token), context);
            Write(job, item);
        }
    }
}

using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>
/// Optimizes a collection for searches: waits for its indexes, compacts it, waits for the compaction and the new indexes, and loads the
/// result.
/// </summary>
/// <remarks>
/// The collection stays usable meanwhile. A failed compaction is an error. The cmdlet may take a long time: run it in the background with
/// Start-ThreadJob, and pass the connection with $using:, as in the example. Ctrl-C and -TimeoutSec end the wait; the server finishes the
/// work that it has started.
/// </remarks>
/// <example><code>Optimize-MilvusCollection words</code>Optimizes the collection and waits.</example>
/// <example>
/// <code>Optimize-MilvusCollection words -TargetSize 1GB -Verbose</code>
/// Merges into segments of about one gigabyte and shows each stage.
/// </example>
/// <example>
/// <code>$connection = Get-MilvusConnection; Start-ThreadJob { Optimize-MilvusCollection words -Connection $using:connection }</code>
/// Runs in the background.
/// </example>
[Cmdlet(VerbsCommon.Optimize, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Optimize-MilvusCollection.md")]
[OutputType(typeof(Optimization))]
public sealed class OptimizeMilvusCollectionCommand : EachCollectionCommand
{
    /// <summary>
    /// The target size of segments, with its unit: 1GB, 2GB; at least the maximum segment size of the server. The server chooses when left
    /// out.
    /// </summary>
    [Parameter]
    public long? TargetSize { get; set; }

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var size = SegmentSizes.ToMegabytes(TargetSize);
        if (!ShouldProcess($"{GetCollectionText(name, item)} on {GetPlace(item)}", "Optimize collection"))
        {
            return;
        }

        var display = new WaitDisplay($"Optimizing {name}");
        var done = Await((call, token) => client.OptimizeAsync(call, name, size, display, token), context, display);
        Write(done, item);
    }
}

using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Waits until a compaction is done. Failed plans are an error.</summary>
/// <remarks>
/// The output of Compress-MilvusCollection is waited for without doubt. An id can come from another session: servers report every id
/// without plans as Completed, and remove old compactions after a while, so an id that has no plans is the error MilvusObjectNotFound. It
/// means that the id is wrong, that nothing was to be compacted, or that the compaction was done long ago.
/// </remarks>
/// <example><code>Compress-MilvusCollection words | Wait-MilvusCompaction</code>Compacts a collection and waits.</example>
/// <example>
/// <code>Wait-MilvusCompaction 470664513820708276 -TimeoutSec 600</code>
/// Waits for a compaction by its id, at most ten minutes.
/// </example>
/// <example>
/// <code>Get-MilvusCollection | Compress-MilvusCollection | Wait-MilvusCompaction -PassThru</code>
/// Compacts all collections of the database and shows the results.
/// </example>
[Cmdlet(VerbsLifecycle.Wait, "MilvusCompaction", DefaultParameterSetName = ById, HelpUri = CmdletPages.Folder + "Wait-MilvusCompaction.md")]
[OutputType(typeof(Compaction))]
public sealed class WaitMilvusCompactionCommand : JobCommand<Compaction>
{
    /// <summary>Writes the compaction when it is done.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Act(string id, Compaction? item)
    {
        var compaction = item ?? new Compaction { JobId = JobIds.Parse(id) };
        var client = GetClient(item);
        var context = GetCall(item);
        var display = new WaitDisplay($"Compaction {compaction} {compaction.Collection}".TrimEnd());
        var done = Await(
            (call, token) => client.WaitForCompactionAsync(call, compaction, isKnown: item is not null, display, token),
            context,
            display);
        if (PassThru)
        {
            Write(done, item);
        }
    }
}

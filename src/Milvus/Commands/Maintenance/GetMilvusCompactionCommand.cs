using System.Management.Automation;
using Milvus.Values;

namespace Milvus;

/// <summary>Shows how far a compaction has come: its plans that run, are done or failed.</summary>
/// <remarks>The server calls a compaction completed whose plans failed. Here its state is Failed.</remarks>
/// <example><code>Compress-MilvusCollection words | Get-MilvusCompaction</code>Starts a compaction and shows its state.</example>
/// <example><code>Get-MilvusCompaction 470664513820708276</code>Shows the state of a compaction by its id.</example>
/// <example><code>(Get-MilvusCompaction 470664513820708276 -Plan).Plan</code>Shows which segments become which.</example>
[Cmdlet(VerbsCommon.Get, "MilvusCompaction", DefaultParameterSetName = ById)]
[OutputType(typeof(Compaction))]
public sealed class GetMilvusCompactionCommand : JobCommand<Compaction>
{
    /// <summary>Asks for the plans too: the segments that are merged, and what they become.</summary>
    [Parameter]
    public SwitchParameter Plan { get; set; }

    private protected override void Act(string id, Compaction? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var state = Await((call, token) => client.GetCompactionAsync(call, JobIds.Parse(id), Plan, token), context);
        state.Collection = item?.Collection ?? string.Empty;
        WriteObject(Mark(state, ConnectionOf(item), context.Database));
    }
}

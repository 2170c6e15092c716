using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Waits until collections, or partitions, are loaded.</summary>
/// <remarks>After the time limit, the wait fails, but the loading continues.</remarks>
/// <example>
/// <code>Mount-MilvusCollection words -NoWait; Wait-MilvusLoad words -TimeoutSec 60</code>
/// Starts loading, and later waits for it, at most a minute.
/// </example>
/// <example><code>Wait-MilvusLoad words -Partition drafts</code>Waits for a partition.</example>
/// <example><code>Get-MilvusCollection docs* | Wait-MilvusLoad</code>Waits for several collections.</example>
[Cmdlet(VerbsLifecycle.Wait, "MilvusLoad", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Wait-MilvusLoad.md")]
[OutputType(typeof(LoadState))]
public sealed class WaitMilvusLoadCommand : EachCollectionCommand
{
    /// <summary>The partitions to wait for; the whole collection when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string[]? Partition { get; set; }

    /// <summary>Waits for a refresh that Mount-MilvusCollection -Refresh started.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Writes the load state.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var display = new WaitDisplay($"Loading {name}");
        Await((call, token) => client.WaitForLoadAsync(call, name, Partition ?? [], Refresh, display, token), context, display);
        if (PassThru)
        {
            Write(new LoadState { Collection = name, State = "Loaded", Progress = 100 }, item);
        }
    }
}

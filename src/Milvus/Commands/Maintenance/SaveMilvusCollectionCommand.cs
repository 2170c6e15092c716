using System.Management.Automation;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Flushes a collection: seals its growing segments and waits until they are stored.</summary>
/// <remarks>
/// Milvus flushes automatically. Flush before a backup, a snapshot, or reading statistics. Servers limit the rate of flushes: a
/// flush over the limit is retried, first after a second.
/// </remarks>
/// <example><code>Save-MilvusCollection words</code>Flushes the collection and waits.</example>
/// <example>
/// <code>Get-MilvusCollection docs* | Save-MilvusCollection -TimeoutSec 300</code>
/// Flushes several collections, within at most five minutes in total.
/// </example>
/// <example><code>Save-MilvusCollection -All -Database books</code>Flushes the collections of one database.</example>
/// <example>
/// <code>Save-MilvusCollection -All -NoWait -PassThru | Get-MilvusFlushState</code>
/// Starts flushing all collections of the server, and shows the progress.
/// </example>
[Cmdlet(VerbsData.Save, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Save-MilvusCollection.md")]
[OutputType(typeof(FlushState))]
public sealed class SaveMilvusCollectionCommand : EachCollectionCommand
{
    private const string Everything = "All";

    /// <summary>Flushes all collections: of all databases, or of the one in -Database.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Everything)]
    public SwitchParameter All { get; set; }

    /// <summary>Returns without waiting until the rows are stored.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Writes the state of the flush.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (All)
        {
            FlushAll();
            return;
        }

        base.Process();
    }

    private void FlushAll()
    {
        if (Database is null)
        {
            Flush(
                $"all collections of all databases on {Connected.Place}",
                "all collections",
                null,
                (client, call, token) => client.StartFlushAllAsync(call, token));
        }
        else if (Client.FlushesOneDatabase)
        {
            Flush(
                $"all collections of {GetPlace()}",
                $"database {Database}",
                null,
                (client, call, token) => client.StartFlushAllAsync(call, token));
        }
        else
        {
            ForEachListed(Await(Client.ListCollectionsAsync), name => Act(name, null));
        }
    }

    private protected override void Act(string name, Collection? item) =>
        Flush(
            $"{GetCollectionText(name, item)} on {GetPlace(item)}",
            name,
            item,
            (client, call, token) => client.StartFlushAsync(call, name, token));

    private void Flush(
        string target,
        string what,
        Collection? item,
        Func<MilvusClient, CallContext, CancellationToken, Task<FlushState>> start)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess(target, "Flush"))
        {
            return;
        }

        var display = new WaitDisplay($"Flushing {what}");
        var state = Await(
            async (call, token) =>
            {
                var started = await start(client, call, token).ConfigureAwait(false);
                var flushed = started;
                if (!NoWait)
                {
                    await BestEffort
                        .TryWaitAsync(
                            call,
                            $"Flushing {what} has started",
                            async () => flushed = await client.WaitForFlushAsync(call, started, display, token).ConfigureAwait(false))
                        .ConfigureAwait(false);
                }

                return flushed;
            },
            context,
            display);
        if (PassThru)
        {
            Write(state, item);
        }
    }
}

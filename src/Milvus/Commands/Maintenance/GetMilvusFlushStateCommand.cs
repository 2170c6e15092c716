using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Shows whether a flush is done, so that all earlier writes are stored.</summary>
/// <example>
/// <code>Save-MilvusCollection words -NoWait -PassThru | Get-MilvusFlushState</code>
/// Starts a flush and shows its progress.
/// </example>
/// <example>
/// <code>(Get-MilvusFlushState words -Timestamp 470665187454091276).Flushed</code>
/// Shows whether all writes to the collection up to that time are stored.
/// </example>
/// <example><code>Get-MilvusFlushState -All -Timestamp 470665187467198467</code>The same for a flush of all collections.</example>
/// <example><code>Get-MilvusFlushState -All</code>Shows whether all rows written so far are stored.</example>
/// <parameter name="InputObject">Flushes as Save-MilvusCollection -PassThru returns them.</parameter>
[Cmdlet(VerbsCommon.Get, "MilvusFlushState", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusFlushState.md")]
[OutputType(typeof(FlushState))]
public sealed class GetMilvusFlushStateCommand : InCollectionCommand<FlushState>
{
    private const string Everything = "All";

    /// <summary>The segments whose state is requested; only the timestamp is used when left out.</summary>
    [Parameter]
    [OnlyIn(ByName)]
    public long[] SegmentId { get; set; } = [];

    /// <summary>Shows the state of a flush of all collections.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Everything)]
    public SwitchParameter All { get; set; }

    /// <summary>The hybrid timestamp that the flush returned; with -All, the server's current time when left out.</summary>
    [Parameter]
    [OnlyIn(ByName, Everything)]
    public ulong Timestamp { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (All)
        {
            Ask(new FlushState { Timestamp = Timestamp == 0 ? Await(Client.AllocTimestampAsync) : Timestamp }, null);
            return;
        }

        base.Process();
    }

    private protected override void Act(string collection, FlushState? item) =>
        Ask(item ?? new FlushState { Collection = collection, Timestamp = Timestamp, SegmentId = SegmentId }, item);

    private void Ask(FlushState flush, FlushState? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var state = Await((call, token) => client.GetFlushStateAsync(call, flush, token), context);
        Write(state, item);
    }
}

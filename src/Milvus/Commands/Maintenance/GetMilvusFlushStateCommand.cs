using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Asks whether a flush is done: what was written before it is stored.</summary>
/// <example>
/// <code>Save-MilvusCollection words -NoWait -PassThru | Get-MilvusFlushState</code>
/// Starts a flush and asks how far it is.
/// </example>
/// <example>
/// <code>(Get-MilvusFlushState words -Timestamp 470665187454091276).Flushed</code>
/// Whether what was written to the collection up to that time is stored.
/// </example>
/// <example><code>Get-MilvusFlushState -All -Timestamp 470665187467198467</code>The same for a flush of all collections.</example>
/// <example><code>Get-MilvusFlushState -All</code>Whether everything that is written by now is stored.</example>
[Cmdlet(VerbsCommon.Get, "MilvusFlushState", DefaultParameterSetName = ByName)]
[OutputType(typeof(FlushState))]
public sealed class GetMilvusFlushStateCommand : CollectionCommand
{
    private const string Everything = "All";

    /// <summary>Flushes as Save-MilvusCollection -PassThru gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public FlushState[] InputObject { get; set; } = [];

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Segments to ask for; by the timestamp alone when left out.</summary>
    [Parameter]
    [OnlyIn(ByName)]
    public long[] SegmentId { get; set; } = [];

    /// <summary>Asks for a flush of all collections.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Everything)]
    public SwitchParameter All { get; set; }

    /// <summary>The hybrid timestamp that the flush gave; with -All the server's present time when left out.</summary>
    [Parameter]
    [OnlyIn(ByName, Everything)]
    public ulong Timestamp { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByObject)
        {
            foreach (var flush in InputObject)
            {
                ForItem(flush, () => Write(flush, flush));
            }

            return;
        }

        Write(new FlushState { Collection = All ? string.Empty : Collection, Timestamp = Timestamp, SegmentId = SegmentId }, null);
    }

    private void Write(FlushState flush, FlushState? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (All && flush.Timestamp == 0)
        {
            flush.Timestamp = Await(client.AllocTimestampAsync, context);
        }

        var state = Await((call, token) => client.GetFlushStateAsync(call, flush, token), context);
        WriteObject(Mark(state, ConnectionOf(item), context.Database));
    }
}

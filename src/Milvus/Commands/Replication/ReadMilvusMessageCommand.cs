using System.Management.Automation;
using Milvus.Core.Calls;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Streams the messages of a channel's write-ahead log.</summary>
/// <remarks>
/// Use it to save the messages that a lost primary had not replicated. Without -EndTimeTick, the stream does not end: Ctrl-C or
/// Select-Object -First ends it, and the server's call.
/// </remarks>
/// <example>
/// <code>Read-MilvusMessage a-dml_0 -StartId 470664513820708276 -Wal WoodPecker | Select-Object -First 10</code>
/// Reads the next ten messages.
/// </example>
/// <example>
/// <code>Get-MilvusReplication -SourceCluster a -Channel a-dml_0 | Where-Object Kind -EQ Salvage |
///     Read-MilvusMessage -EndTimeTick 470665187467198467</code>
/// Reads the messages from a checkpoint to a time.
/// </example>
/// <example>
/// <code>Read-MilvusMessage a-dml_0 -StartId 0 -Wal RocksMQ -IncludeStart -EndTimeTick 470665187467198467 | Measure-Object</code>
/// Counts messages.
/// </example>
[Cmdlet(VerbsCommunications.Read, "MilvusMessage", DefaultParameterSetName = ByChannel,
    HelpUri = CmdletPages.Folder + "Read-MilvusMessage.md")]
[OutputType(typeof(WalMessage))]
public sealed class ReadMilvusMessageCommand : ConnectedCommand
{
    private const string ByChannel = "ByChannel";

    /// <summary>The physical channel.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByChannel)]
    public string? Channel { get; set; }

    /// <summary>The id of the message to start after.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByChannel)]
    public string? StartId { get; set; }

    /// <summary>The kind of log that the id belongs to: RocksMQ, Pulsar, Kafka or WoodPecker.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByChannel)]
    [ArgumentCompleter(typeof(Completion.WalCompleter))]
    public string? Wal { get; set; }

    /// <summary>Checkpoints as Get-MilvusReplication returns them. Each log is read from its checkpoint, on the connection it came
    /// from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public ReplicationCheckpoint[] InputObject { get; set; } = [];

    /// <summary>Only messages from this hybrid timestamp on. The default is the checkpoint, or all messages.</summary>
    [Parameter]
    public ulong StartTimeTick { get; set; }

    /// <summary>Only messages up to this hybrid timestamp; when left out, the stream does not end.</summary>
    [Parameter]
    public ulong EndTimeTick { get; set; }

    /// <summary>Includes the message with the start id.</summary>
    [Parameter]
    public SwitchParameter IncludeStart { get; set; }

    private protected override object? Target => Channel;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByChannel)
        {
            Write(Channel!, StartId!, Wal!, StartTimeTick, null);
            return;
        }

        foreach (var checkpoint in InputObject)
        {
            var from = MyInvocation.BoundParameters.ContainsKey(nameof(StartTimeTick)) ? StartTimeTick : checkpoint.TimeTick;
            ForItem(checkpoint, () => Write(checkpoint.Channel, checkpoint.MessageId, checkpoint.Wal, from, checkpoint));
        }
    }

    private void Write(string channel, string startId, string wal, ulong from, ReplicationCheckpoint? item)
    {
        var range = new WalRange
        {
            Channel = channel,
            StartId = startId,
            Wal = wal,
            StartTimeTick = from,
            EndTimeTick = EndTimeTick,
            IncludeStart = IncludeStart,
        };
        var context = GetCall(item);
        // This also runs when Select-Object has enough messages, so that the server stops sending.
        using var messages = GetClient(item).OpenMessages(context, range, StopToken);
        while (Await(messages.NextAsync, context) is { } message)
        {
            Write(message, item);
        }
    }
}

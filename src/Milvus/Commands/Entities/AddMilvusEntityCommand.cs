using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Inserts rows into a collection.</summary>
/// <remarks>
/// A row is an object or a hashtable with a property for each field. Rows are collected and sent in batches. A row that does not
/// fit is an error of its own and the others go on; if a batch fails, the cmdlet ends and says what was stored before. Objects that
/// are still to be sent must not change: give each row an object of its own.
/// </remarks>
/// <example><code>@{ id = 1; vector = 0.1, 0.2, 0.3 } | Add-MilvusEntity docs</code>Inserts one row.</example>
/// <example><code>$rows | Add-MilvusEntity docs -BatchSize 500</code>Inserts many, at most 500 in a request.</example>
/// <example><code>Get-MilvusEntity docs | Add-MilvusEntity copy</code>Copies all rows into another collection of the same schema.</example>
[Cmdlet(VerbsCommon.Add, "MilvusEntity", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MutationResult))]
public sealed class AddMilvusEntityCommand : CollectionCommand
{
    private EntitySender? _sender;
    private EntityIntake? _intake;

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The rows: objects, hashtables or other dictionaries.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The partition to insert into; the default one when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string? Partition { get; set; }

    /// <summary>Rows to send at a time, at most; fewer are sent when they are large.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 100_000;

    /// <summary>The namespace of the rows, in a collection that has namespaces.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>
    /// What to do when the connection breaks while rows are on their way: Stop ends with MilvusWriteOutcomeUnknown; Verify reads the
    /// rows' keys back and sends what is missing; Retry sends them again, so that they may be stored twice.
    /// </summary>
    [Parameter]
    public UnknownOutcome OnUnknownOutcome { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (ShouldProcess($"{CollectionText(Collection, null)} on {Place()}", "Insert entities"))
        {
            var schema = Await((call, token) => Client.DescribeCollectionAsync(call, Collection, token));
            var options = new RowWrite { Partition = Partition, Namespace = Namespace, OnUnknownOutcome = OnUnknownOutcome };
            _sender = new EntitySender(Client, Call, schema, options, BatchSize);
            _intake = new EntityIntake(_sender, () => Send(_sender.SendAsync), WriteError);
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var item in InputObject)
        {
            _intake?.Take(item);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_sender is not null)
        {
            Send(_sender.FinishAsync);
            WriteObject(Mark(_sender.Acknowledged));
        }
    }

    private void Send(Func<CancellationToken, Task> send)
    {
        try
        {
            Await(send, Call);
        }
        catch (MilvusException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(EntityFailure.Batch(failure, _sender!), Collection));
        }
    }
}

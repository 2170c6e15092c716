using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Embedders;
using Milvus.Pipeline;

namespace Milvus.Commands.Entities;

/// <summary>A cmdlet that writes rows from the pipeline into one collection, in batches.</summary>
public abstract class EntityWritingCommand : ConnectedCommand
{
    private EntitySender? _sender;
    private EntityIntake? _intake;
    private bool _hasSeenRow;

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The rows: objects, hashtables or other dictionaries.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The partition to write to; the default one when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string? Partition { get; set; }

    /// <summary>The maximum number of rows per request; fewer if they are large.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 100_000;

    /// <summary>The namespace of the rows, in a collection that has namespaces.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>
    /// The reaction if the connection breaks while rows are being sent: Stop ends with MilvusWriteOutcomeUnknown; Verify reads the
    /// rows' keys back and sends the missing rows; Retry sends all rows again, which may store them twice.
    /// </summary>
    [Parameter]
    public UnknownOutcome OnUnknownOutcome { get; set; }

    /// <summary>
    /// The embedder that turns the texts of the rows into vectors, as New-MilvusEmbedder returns it; that of the connection when left out.
    /// The vectors replace those that the rows have. It is not used for fields that a function of the collection computes.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public MilvusEmbedder? Embedder { get; set; }

    /// <summary>The field with the texts to embed; optional if there is only one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TextFieldCompleter))]
    public string? TextField { get; set; }

    /// <summary>The vector field that the embedder fills; optional if there is only one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VectorFieldCompleter))]
    public string? VectorField { get; set; }

    /// <summary>The action for confirmations.</summary>
    private protected abstract string Action { get; }

    /// <summary>Whether rows may leave out fields, which then keep their values.</summary>
    private protected virtual bool IsPartial => false;

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (ShouldProcess($"{GetCollectionText(Collection, null)} on {GetPlace()}", Action))
        {
            // An embedder depends on settings of the collection that rows are not checked against.
            var known = Embedder is null && Connected.Client.Embedder is null ? Client.FindWritableSchema(Call, Collection) : null;
            var schema = known ?? Describe();
            var embedding = EmbedderChoice.OfRows(Connected, Call, schema, Embedder, TextField, VectorField);
            _sender = CreateSender(schema, embedding is null ? null : embedding.RecordAsync);
            _intake = new EntityIntake(_sender, () => Send(_sender.SendAsync), WriteError)
            {
                Warn = WriteWarning,
                Refresh = known is null ? null : () => Refresh(known),
                ExplainMissing = field => EmbedderChoice.AdviseOn(Connected, _sender.Schema, field),
                Embedding = embedding is null ? null : new RowEmbedding(embedding, texts => Embed(embedding, texts), IsPartial),
            };
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var item in InputObject)
        {
            if (_sender is not null && !_hasSeenRow)
            {
                _hasSeenRow = true;
                CheckFirst(item, _sender.Schema);
            }

            _intake?.Take(item);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_sender is not null)
        {
            _intake!.CollectWaiting();
            Send(_sender.FinishAsync);
            WriteObject(Mark(_sender.Acknowledged));
        }
    }

    /// <summary>Warns of what the first row shows of all.</summary>
    private protected virtual void CheckFirst(PSObject row, Collection schema)
    {
    }

    /// <summary>Creates the sender of the rows.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="prepare">Runs before each request of rows; null for nothing.</param>
    private protected abstract EntitySender CreateSender(Collection schema, Func<CancellationToken, Task>? prepare);

    private Collection Describe() => Await((call, token) => Client.DescribeCollectionAsync(call, Collection, token));

    // A row does not fit the schema that was known. The rows before it are sent first, so that the order stays.
    private bool Refresh(Collection known)
    {
        Send(_sender!.FinishAsync);
        var fresh = Describe();
        if (MilvusClient.IsUnchanged(fresh, known))
        {
            return false;
        }

        _sender.UseSchema(fresh);
        return true;
    }

    private IReadOnlyList<object> Embed(FieldEmbedding embedding, IReadOnlyList<string> texts)
    {
        try
        {
            return Await(token => embedding.EmbedRowsAsync(texts, token), Call);
        }
        catch (MilvusException failure)
        {
            Send(_ => _sender!.CompleteAsync());
            ThrowTerminatingError(ErrorRecords.From(EntityFailure.OfEmbedding(failure, _sender!.Acknowledged), Collection));
            throw;
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
            ThrowTerminatingError(ErrorRecords.From(EntityFailure.OfBatch(failure, _sender!), FindTarget(failure, Collection)));
        }
    }
}

using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transfers;

namespace Milvus.Commands.Schemas.Building;

/// <summary>
/// Copies a collection: creates it, copies its rows in units that a ledger records, then adds indexes, loads it, verifies the rows and
/// copies the aliases. Started again after an interruption, it continues.
/// </summary>
internal sealed class CollectionCopy(CopyRequest request, CollectionBlueprint blueprint, WaitDisplay display)
{
    private const string Creating = "creating";
    private const string Created = "created";

    private readonly CollectionBlueprint _copy = blueprint.Rename(request.NewName);
    private readonly TransferTally _tally = new(display);
    private long? _counted;
    private long? _compared;

    private Collection Original => blueprint.Collection;

    /// <summary>Copies schema, rows and the rest.</summary>
    /// <param name="token">Stops the copy; the ledger stays.</param>
    /// <exception cref="MilvusException">A step failed. The message says what is made.</exception>
    internal async Task<TransferResult> RunAsync(CancellationToken token)
    {
        var plan = CopyPlanning.Identify(request, blueprint);
        var exists = await request.Target.HasCollectionAsync(request.To, request.NewName, token).ConfigureAwait(false);
        var recorded = request.Force ? new LedgerContent() : LedgerFile.Peek(request.LedgerPath, plan);
        if (exists && recorded.Plan is null)
        {
            await ReplaceAsync(token).ConfigureAwait(false);
            exists = false;
        }

        // The target of the ledger is gone, for example an in-memory database: there is nothing to continue.
        var lost = recorded.FindStep(Created) is not null && !exists;
        using var ledger = TransferLedger.Open(request.LedgerPath, plan, request.Force || lost);
        var building = new CollectionBuilding(request.Target, request.To, _copy, display);
        try
        {
            await building.RunAsync(() => RunAsync(building, ledger, token)).ConfigureAwait(false);
        }
        catch (MilvusException) when (ledger.FindStep(Created) is null && ledger.FindStep(Creating) is null)
        {
            ledger.Complete();
            throw;
        }

        var made = await BestEffort.ReadBackAsync(
            request.To,
            $"Collection {Original.Name} is copied to {request.NewName}",
            _copy.Collection,
            () => CollectionReader.ReadAsync(request.Target, request.To, request.NewName, token)).ConfigureAwait(false);

        // The server's statistics do not include these rows yet.
        made.RowCount = _tally.Acknowledged;
        ledger.Complete();
        return new TransferResult
        {
            Source = request.SourceText,
            Target = request.TargetText,
            RowsRead = _tally.Read,
            RowsSent = _tally.Sent,
            RowsAcknowledged = _tally.Acknowledged,
            RowsCounted = _counted,
            RowsCompared = _compared,
            Verified = request.SchemaOnly ? TransferVerification.None : request.Verify,
            Duration = _tally.Elapsed,
            LedgerPath = request.LedgerPath,
            Collection = made,
        };
    }

    private async Task ReplaceAsync(CancellationToken token)
    {
        if (!request.Force)
        {
            throw new MilvusException(MilvusErrorId.AlreadyExists, $"The collection {request.NewName} exists already: nothing was changed.")
            {
                RecommendedAction = "Use another name with -NewName, or replace the existing collection with -Force.",
            };
        }

        await request.Target.DropCollectionAsync(request.To, request.NewName, token).ConfigureAwait(false);
    }

    private async Task RunAsync(CollectionBuilding building, TransferLedger ledger, CancellationToken token)
    {
        await CreateAsync(building, ledger, token).ConfigureAwait(false);
        if (request.SchemaOnly)
        {
            await building.AddIndexesAsync(token).ConfigureAwait(false);
            if (await CopyPlanning.GetStateAsync(request, Original.Name, token).ConfigureAwait(false) == "Loaded")
            {
                await building.LoadAsync(token).ConfigureAwait(false);
            }

            return;
        }

        var rows = await CollectionRows.OpenAsync(request, blueprint, ledger, _tally, token).ConfigureAwait(false);
        try
        {
            await rows.CopyAsync(() => BuildAsync(building, token), token).ConfigureAwait(false);
        }
        finally
        {
            building.Rows = _tally.Acknowledged;
            building.Note($"{RowCounts.ToText(building.Rows)} in it");
        }

        // Rows that could be read prove that the source is loaded.
        await BuildAsync(building, token).ConfigureAwait(false);
        (_counted, _compared) = await rows.VerifyAsync(token).ConfigureAwait(false);
        await AliasCopy.RunAsync(request, Original, token).ConfigureAwait(false);
    }

    private async Task CreateAsync(CollectionBuilding building, TransferLedger ledger, CancellationToken token)
    {
        if (ledger.FindStep(Created) is { } created)
        {
            var there = await request.Target.DescribeCollectionAsync(request.To, request.NewName, token).ConfigureAwait(false);
            building.Note($"collection {request.NewName}");
            if (there.Id != created.GetNumber("id"))
            {
                throw new MilvusException(
                    MilvusErrorId.LedgerMismatch,
                    $"The collection {request.NewName} is not the one that the ledger '{ledger.Path}' has created.");
            }

            return;
        }

        if (ledger.FindStep(Creating) is not null)
        {
            await DropEmptyAsync(token).ConfigureAwait(false);
        }

        try
        {
            ledger.RecordStep(Creating);
            await building.CreateAsync(token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (!failure.OutcomeUnknown && building.IsEmpty)
        {
            ledger.Complete();
            throw;
        }

        var made = await request.Target.DescribeCollectionAsync(request.To, request.NewName, token).ConfigureAwait(false);
        ledger.RecordStep(Created, new LedgerFacts { { "id", made.Id } });
    }

    // A run ended between the creation and its record: the collection is of that run, and has no rows.
    private async Task DropEmptyAsync(CancellationToken token)
    {
        if (await request.Target.HasCollectionAsync(request.To, request.NewName, token).ConfigureAwait(false)
            && await request.Target.GetRowCountAsync(request.To, request.NewName, token).ConfigureAwait(false) == 0)
        {
            await request.Target.DropCollectionAsync(request.To, request.NewName, token).ConfigureAwait(false);
        }
    }

    // Both steps do nothing if an earlier run has done them.
    private static async Task BuildAsync(CollectionBuilding building, CancellationToken token)
    {
        await building.AddIndexesAsync(token).ConfigureAwait(false);
        await building.LoadAsync(token).ConfigureAwait(false);
    }
}

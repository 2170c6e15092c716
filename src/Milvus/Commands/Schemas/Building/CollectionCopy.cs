using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transfers;

namespace Milvus.Commands.Schemas.Building;

/// <summary>
/// Copies a collection: creates it, copies its rows in units that a ledger records, then adds indexes, loads it, verifies the rows and
/// copies the aliases. Started again after an interruption, it continues. A collection that it replaces stays until then.
/// </summary>
internal sealed class CollectionCopy(CopyRequest request, PreparedCopy prepared, WaitDisplay display)
{
    private readonly TransferTally _tally = new(display);
    private long? _counted;
    private long? _compared;

    private CollectionBlueprint Blueprint => prepared.Blueprint;

    private Collection Original => Blueprint.Collection;

    /// <summary>Copies schema, rows and the rest.</summary>
    /// <param name="token">Stops the copy; the ledger stays.</param>
    /// <exception cref="MilvusException">A step failed. The message says what is made.</exception>
    internal async Task<TransferResult> RunAsync(CancellationToken token)
    {
        using var ledger = await OpenAsync(token).ConfigureAwait(false);
        var replacement = Replace(ledger);
        var work = request with { FillName = replacement.FillName };
        var filled = Blueprint.Rename(work.FillName);
        var building = new CollectionBuilding(request.Target, request.To, filled, display);
        var creation = new RecordedCreation(request.Target, request.To, filled, building, ledger);
        try
        {
            await building.RunAsync(() => RunAsync(work, building, creation, replacement, ledger, token)).ConfigureAwait(false);
        }
        catch (MilvusException) when (!creation.IsBegun)
        {
            ledger.Complete();
            throw;
        }

        var made = await BestEffort.ReadBackAsync(
            request.To,
            $"Collection {Original.Name} is copied to {request.NewName}",
            Blueprint.Rename(request.NewName).Collection,
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

    private CollectionReplacement Replace(TransferLedger ledger) =>
        new(request.Target, request.To, request.TargetDatabase, request.NewName, ledger);

    private async Task<TransferLedger> OpenAsync(CancellationToken token)
    {
        var plan = prepared.Plan;
        var there = await ResolvedCollection.From(request.Source, request.From, Original)
            .FindTargetAsync(request.Target, request.To, request.NewName, request.Force, token)
            .ConfigureAwait(false);
        if (request.Force)
        {
            await CollectionReplacement
                .UndoAsync(
                    request.Target,
                    LedgerFile.Read(request.LedgerPath),
                    (CopyPlanning.TargetFact, request.TargetText),
                    _ => request.To,
                    token)
                .ConfigureAwait(false);
        }

        var exists = request.Force
            ? await request.Target.HasCollectionAsync(request.To, request.NewName, token).ConfigureAwait(false)
            : there is not null;
        if (exists && !request.Force && LedgerFile.Peek(request.LedgerPath, plan).Plan is null)
        {
            throw request.CreateExistsError();
        }

        var ledger = TransferLedger.Open(request.LedgerPath, plan, request.Force);
        try
        {
            var replacement = Replace(ledger);
            var replaces = request.Force && exists;
            if (await IsLostAsync(ledger, replacement, token).ConfigureAwait(false))
            {
                replaces |= replacement.IsPlanned && exists;
                ledger.Dispose();
                ledger = TransferLedger.Open(request.LedgerPath, plan, discard: true);
                replacement = Replace(ledger);
            }

            if (replaces)
            {
                await replacement.PlanAsync(token).ConfigureAwait(false);
            }

            return ledger;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    // The target of the ledger is gone, for example an in-memory database: there is nothing to continue.
    private async Task<bool> IsLostAsync(TransferLedger ledger, CollectionReplacement replacement, CancellationToken token) =>
        RecordedCreation.IsCreatedIn(ledger)
        && await replacement.FindPlacedAsync(token).ConfigureAwait(false) is null
        && !await request.Target.HasCollectionAsync(request.To, replacement.FillName, token).ConfigureAwait(false);

    private async Task RunAsync(
        CopyRequest work,
        CollectionBuilding building,
        RecordedCreation creation,
        CollectionReplacement replacement,
        TransferLedger ledger,
        CancellationToken token)
    {
        var isLoaded = true;
        if (await replacement.FindPlacedAsync(token).ConfigureAwait(false) is { } earlier)
        {
            request.To.Warnings.Enqueue(CollectionReplacement.DescribeEarlier(request.NewName));
            (_counted, _compared) = earlier.GetVerified();
            isLoaded = earlier.Find("loaded") is true;
            foreach (var unit in ledger.Units)
            {
                _tally.AddEarlier(unit.Facts);
            }
        }
        else
        {
            if (!request.SchemaOnly)
            {
                // Rows that cannot be read must not be found after the target was created.
                _tally.Total = await CountSourceAsync(token).ConfigureAwait(false);
            }

            await creation.RunAsync(mustBeEmpty: !request.SchemaOnly, begun: null, token).ConfigureAwait(false);
            if (request.SchemaOnly)
            {
                await creation
                    .RunStepsAsync(async () => isLoaded = await BuildSchemaAsync(building, token).ConfigureAwait(false), token)
                    .ConfigureAwait(false);
            }
            else
            {
                isLoaded = await FillAsync(work, building, creation, ledger, token).ConfigureAwait(false);
            }
        }

        if (replacement.IsPlanned)
        {
            await ReplaceAsync(replacement, isLoaded, token).ConfigureAwait(false);
        }

        if (!request.SchemaOnly)
        {
            await AliasCopy.RunAsync(request, Original, token).ConfigureAwait(false);
        }
    }

    // A progress needs a total, not an exact one: a user who may not count sees only the rows.
    private Task<long?> CountSourceAsync(CancellationToken token) => BestEffort.TryReadAsync<long?>(
        request.From,
        $"The number of rows of {request.Name}",
        async () => await new TransferSide(request.Source, request.From, Original, request.BatchSize, prepared.Filter)
            .CountAsync(prepared.Partitions, token)
            .ConfigureAwait(false));

    private async Task ReplaceAsync(CollectionReplacement replacement, bool isLoaded, CancellationToken token)
    {
        var result = new LedgerFacts { { "loaded", isLoaded } };
        result.AddVerified(_counted, _compared);
        replacement.RecordVerified(result);
        var final = new CollectionBuilding(request.Target, request.To, Blueprint.Rename(request.NewName), display);
        await replacement.SwitchAsync(isLoaded, () => final.LoadAsync(token), token).ConfigureAwait(false);
    }

    /// <returns>Whether the copy is loaded.</returns>
    private async Task<bool> BuildSchemaAsync(CollectionBuilding building, CancellationToken token)
    {
        await building.AddIndexesAsync(token).ConfigureAwait(false);
        if (await CopyPlanning.GetStateAsync(request.Source, request.From, Original.Name, token).ConfigureAwait(false) != "Loaded")
        {
            return false;
        }

        await building.LoadAsync(token).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> FillAsync(
        CopyRequest work, CollectionBuilding building, RecordedCreation creation, TransferLedger ledger, CancellationToken token)
    {
        var rows = await CollectionRows.OpenAsync(work, prepared, ledger, _tally, token).ConfigureAwait(false);
        try
        {
            await rows.CopyAsync(BuildAsync, token).ConfigureAwait(false);
        }
        finally
        {
            building.Rows = _tally.Acknowledged;
        }

        // Rows that could be read prove that the source is loaded.
        await BuildAsync().ConfigureAwait(false);
        (_counted, _compared) = await rows.VerifyAsync(token).ConfigureAwait(false);
        return true;

        // Both steps do nothing if an earlier run has done them.
        async Task BuildAsync()
        {
            await creation.AddIndexesAsync(token).ConfigureAwait(false);
            await building.LoadAsync(token).ConfigureAwait(false);
        }
    }
}

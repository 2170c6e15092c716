using Milvus.Client;
using Milvus.Commands.Schemas.Building;
using Milvus.Conversions;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transfers;

namespace Milvus;

// The run of a conversion: create, fill, verify, move the aliases. The ledger has what is done.
public sealed partial class ConvertMilvusCollectionCommand
{
    private const int MaxPasses = 20;
    private const string Begun = "begun";
    private const string AliasFact = "aliases";
    private const string Creating = "creating";
    private const string Created = "created";
    private const string Switching = "switching";

    private TransferResult Rebuild(
        MilvusClient client,
        CallContext call,
        MilvusConnection connection,
        CollectionBlueprint old,
        CollectionBlueprint blueprint,
        string[] aliases,
        TransferLedger ledger,
        WaitDisplay display)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var source = old.Collection;
        var building = new CollectionBuilding(client, call, blueprint, display);
        Await(
            (_, token) => building.RunAsync(() => CreateAsync(client, call, building, source.Name, aliases, ledger, token)),
            call,
            display);
        var target = Await((_, token) => client.DescribeCollectionAsync(call, NewName, token), call);
        var transform = new RowTransform(Transform, source, target, connection);
        var waiting = new Waiting(this, call, display);
        var fill = new ConversionFill(client, call, source, target, transform, waiting, new ConversionLedger(ledger), BatchSize);
        if (ledger.FindStep(Switching) is null)
        {
            Fill(client, call, fill, old, target, ledger, display);
        }

        var (counted, compared) = ledger.FindStep(Switching)!.GetVerified();
        Await((_, token) => SwitchAsync(client, call, aliases, token), call);
        var left = fill.BringRest(fill.FindChanged());
        if (left.Count > 0)
        {
            WriteWarning($"Rows of {source.Name} were changed while the aliases moved. They may be older in {NewName}: "
                + $"{string.Join(", ", left.Take(20))}{(left.Count > 20 ? $" and {left.Count - 20} more" : string.Empty)}.");
        }

        ledger.Complete();
        if (RemoveSource && left.Count == 0)
        {
            Await((_, token) => client.DropCollectionAsync(call, source.Name, token), call);
        }

        var made = Await(
            (_, token) => BestEffort.ReadBackAsync(
                call, $"Collection {NewName} is built", target, () => CollectionReader.ReadAsync(client, call, NewName, token)),
            call);
        var place = $"{connection.Label}/{call.Database ?? connection.Database}";
        return Mark(
            new TransferResult
            {
                Source = $"{place}/{source.Name}",
                Target = $"{place}/{NewName}",
                RowsRead = fill.Read,
                RowsSent = fill.Acknowledged,
                RowsAcknowledged = fill.Acknowledged,
                RowsCounted = counted,
                RowsCompared = compared,
                Verified = Verify,
                Duration = clock.Elapsed,
                LedgerPath = ledger.Path,
                Collection = Mark(made, connection, call.Database),
            },
            connection,
            call.Database);
    }

    /// <summary>Fills the new collection, and records that it is verified.</summary>
    private void Fill(
        MilvusClient client,
        CallContext call,
        ConversionFill fill,
        CollectionBlueprint old,
        Collection target,
        TransferLedger ledger,
        WaitDisplay display)
    {
        fill.Fill(target.Field.Concat(old.Collection.Field).Any(field => field.PartitionKey) ? [null] : ["_default", .. old.Partitions]);
        var check = new ConversionCheck(client, call, target, fill);
        var passes = 0;
        CatchUp();
        Await((_, token) => check.RunAsync(Verify, token), call, display);

        // The verification takes time. The switch follows a pass without changes at once.
        while (fill.CatchUp() > 0)
        {
            CatchUp();
            Await((_, token) => check.RunAsync(Verify, token), call, display);
        }

        var result = new LedgerFacts();
        result.AddVerified(check.Counted, check.Compared);
        ledger.RecordStep(Switching, result);

        void CatchUp()
        {
            do
            {
                if (++passes > MaxPasses)
                {
                    throw new MilvusException(
                        MilvusErrorId.TransferMismatch,
                        $"The rows of {old.Collection.Name} change faster than they are converted, so the aliases were not moved. "
                            + $"{NewName} stays.")
                    {
                        RecommendedAction = "Repeat the same command when fewer rows change; it continues.",
                    };
                }
            }
            while (fill.CatchUp() > 0);
        }
    }

    private async Task CreateAsync(
        MilvusClient client,
        CallContext call,
        CollectionBuilding building,
        string source,
        string[] aliases,
        TransferLedger ledger,
        CancellationToken token)
    {
        if (ledger.FindStep(Created) is { } created)
        {
            var there = await client.DescribeCollectionAsync(call, NewName, token).ConfigureAwait(false);
            if (there.Id != created.GetNumber("id"))
            {
                throw new MilvusException(
                    MilvusErrorId.LedgerMismatch,
                    $"The collection {NewName} is not the one that the ledger '{ledger.Path}' has created.")
                {
                    RecommendedAction = "Use -Force to replace it and to begin again.",
                };
            }

            building.Note($"collection {NewName}");
        }
        else
        {
            await CreateNewAsync(client, call, building, source, aliases, ledger, token).ConfigureAwait(false);
        }

        // Both do nothing if an earlier run has done them.
        await building.AddIndexesAsync(token).ConfigureAwait(false);
        await building.LoadAsync(token).ConfigureAwait(false);
    }

    private async Task CreateNewAsync(
        MilvusClient client,
        CallContext call,
        CollectionBuilding building,
        string source,
        string[] aliases,
        TransferLedger ledger,
        CancellationToken token)
    {
        if (await client.HasCollectionAsync(call, NewName, token).ConfigureAwait(false)
            && (Force || await IsOwnAsync(client, call, ledger, token).ConfigureAwait(false)))
        {
            // Their readers find the old collection until the new one is complete.
            foreach (var alias in await AliasesOfNewAsync(client, call, token).ConfigureAwait(false))
            {
                await client.AlterAliasAsync(call, alias, source, token).ConfigureAwait(false);
            }

            await client.DropCollectionAsync(call, NewName, token).ConfigureAwait(false);
        }

        try
        {
            ledger.RecordTogether(() =>
            {
                ledger.RecordStep(Begun, new LedgerFacts { { AliasFact, string.Join(',', aliases) } });
                ledger.RecordStep(Creating);
            });
            await building.CreateAsync(token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (!failure.OutcomeUnknown && building.IsEmpty)
        {
            ledger.Complete();
            throw;
        }

        var made = await client.DescribeCollectionAsync(call, NewName, token).ConfigureAwait(false);
        ledger.RecordStep(Created, new LedgerFacts { { "id", made.Id } });
    }

    private async Task<IReadOnlyList<string>> AliasesOfNewAsync(MilvusClient client, CallContext call, CancellationToken token)
    {
        var there = await client.DescribeCollectionAsync(call, NewName, token).ConfigureAwait(false);
        return await client.AliasesOfAsync(call, there, token).ConfigureAwait(false);
    }

    // A run ended between the creation and its record: the collection is of that run, and has no rows.
    private async Task<bool> IsOwnAsync(MilvusClient client, CallContext call, TransferLedger ledger, CancellationToken token) =>
        ledger.FindStep(Creating) is not null
        && await client.GetRowCountAsync(call, NewName, token).ConfigureAwait(false) == 0;

    private async Task SwitchAsync(MilvusClient client, CallContext call, string[] aliases, CancellationToken token)
    {
        foreach (var alias in aliases)
        {
            try
            {
                await client.AlterAliasAsync(call, alias, NewName, token).ConfigureAwait(false);
            }
            catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.AliasNotFound)
            {
                await client.CreateAliasAsync(call, alias, NewName, token).ConfigureAwait(false);
            }
        }
    }

    private sealed class Waiting(ConvertMilvusCollectionCommand cmdlet, CallContext call, WaitDisplay display) : ConversionWait
    {
        internal override T Run<T>(Func<CancellationToken, Task<T>> wanted) => cmdlet.Await((_, token) => wanted(token), call, display);

        internal override void Report(string status) => display.Report(new WaitProgress(null, status));
    }
}

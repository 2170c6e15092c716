using System.Globalization;
using Milvus.Client;
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
    private const string Begun = "begun";
    private const string AliasFact = "aliases";

    private TransferResult Rebuild(
        MilvusClient client,
        CallContext call,
        MilvusConnection connection,
        CollectionBlueprint old,
        ConversionTarget made,
        string[] aliases,
        TransferLedger ledger,
        WaitDisplay display)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var source = old.Collection;
        var target = Await(
            (_, token) => made.CreateAsync(
                () => ledger.RecordStep(Begun, new LedgerFacts { { AliasFact, string.Join(',', aliases) } }), token),
            call,
            display);
        var transform = new RowTransform(Transform, source, target, connection);
        var waiting = new Waiting(this, call, display);
        var fill = new ConversionFill(client, call, source, target, transform, waiting, new ConversionLedger(ledger), BatchSize);
        if (Await((_, token) => made.IsInUseAsync(aliases, token), call))
        {
            WriteWarning(CollectionReplacement.DescribeEarlier(NewName));
        }
        else
        {
            var passes = new ConversionPasses(client, call, old, target, fill, ledger, waiting);
            made.RecordVerified(Run(passes, call, made, fill, ledger));
        }

        var (counted, compared) = made.Result!.GetVerified();
        Await((_, token) => made.TakePlaceAsync(target, token), call, display);
        Await((_, token) => SwitchAsync(client, call, aliases, token), call);
        var left = fill.BringRest(fill.FindChanged());
        if (left.Count > 0)
        {
            WriteWarning($"Rows of {source.Name} were changed while the aliases moved. They may be older in {NewName}: "
                + $"{DifferenceText.List(left)}.");
        }

        ledger.Complete();
        if (RemoveSource && left.Count == 0)
        {
            Await((_, token) => client.DropCollectionAsync(call, source.Name, token), call);
        }

        var found = Await(
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
                Collection = Mark(found, connection, call.Database),
            },
            connection,
            call.Database);
    }

    // A corrected command has another -Transform or -Schema, which the ledger refuses. So what has converted nothing leaves no ledger.
    private LedgerFacts Run(
        ConversionPasses passes, CallContext call, ConversionTarget made, ConversionFill fill, TransferLedger ledger)
    {
        try
        {
            return passes.Run(Verify);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.DatabaseCorrupt && fill.Rows == 0)
        {
            Await((_, token) => made.DiscardAsync(token), call);
            throw failure.With($"{failure.Message} No collection was created, and the aliases were not moved.");
        }
        catch (MilvusException failure) when (fill.HasRefused)
        {
            if (fill.Rows == 0)
            {
                Await((_, token) => made.DiscardAsync(token), call);
                throw failure.With($"{failure.Message} No collection was created, and the aliases were not moved.");
            }

            throw failure.With(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{failure.Message} The aliases were not moved. {NewName} has {RowCounts.ToText(fill.Rows)}, as '{ledger.Path}' says."),
                action: $"{failure.RecommendedAction} A changed command needs -Force, which begins again.");
        }
    }

    private async Task<IReadOnlyList<string>> AliasesOfNewAsync(MilvusClient client, CallContext call, CancellationToken token)
    {
        var there = await client.DescribeCollectionAsync(call, NewName, token).ConfigureAwait(false);
        return await client.AliasesOfAsync(call, there, token).ConfigureAwait(false);
    }

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

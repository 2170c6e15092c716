using Milvus.Client;
using Milvus.Commands.Schemas.Building;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Pipeline;
using Milvus.Transfers;

namespace Milvus.Conversions;

/// <summary>
/// The new collection of a conversion. If a collection of its name is replaced, the new one is filled beside it, and takes its place when
/// it is verified.
/// </summary>
internal sealed class ConversionTarget
{
    private const string Verified = "switching";

    private readonly MilvusClient _client;
    private readonly CallContext _call;
    private readonly CollectionBlueprint _blueprint;
    private readonly TransferLedger _ledger;
    private readonly WaitDisplay _display;
    private readonly CollectionReplacement _replacement;
    private readonly CollectionBuilding _building;
    private readonly RecordedCreation _creation;

    private ConversionTarget(ConversionPlace place, CollectionBlueprint blueprint, TransferLedger ledger, WaitDisplay display)
    {
        (_client, _call, _ledger, _display) = (place.Client, place.Call, ledger, display);
        _replacement = place.Replace(blueprint.Collection.Name, ledger);
        _blueprint = blueprint;
        var filled = blueprint.Rename(_replacement.FillName);
        _building = new CollectionBuilding(_client, _call, filled, display);
        _creation = new RecordedCreation(_client, _call, filled, _building, ledger);
    }

    /// <summary>What the verification has counted and compared; null before.</summary>
    internal LedgerFacts? Result => _ledger.FindStep(Verified);

    private string FillName => _replacement.FillName;

    /// <summary>Opens a conversion whose ledger is open.</summary>
    /// <param name="place">Where the collections are.</param>
    /// <param name="blueprint">The new collection.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="replaces">Whether a collection of the name exists, and is replaced.</param>
    /// <param name="display">Shows the waits.</param>
    /// <param name="token">Stops it.</param>
    internal static async Task<ConversionTarget> OpenAsync(
        ConversionPlace place,
        CollectionBlueprint blueprint,
        TransferLedger ledger,
        bool replaces,
        WaitDisplay display,
        CancellationToken token)
    {
        if (replaces)
        {
            await place.Replace(blueprint.Collection.Name, ledger).PlanAsync(token).ConfigureAwait(false);
        }

        return new(place, blueprint, ledger, display);
    }

    /// <summary>Creates the collection, or continues with that of the ledger.</summary>
    /// <param name="begun">What to record at the beginning.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>The collection as the server describes it.</returns>
    internal async Task<Collection> CreateAsync(Action begun, CancellationToken token)
    {
        if (Result is not null && await _replacement.IsPlacedAsync(token).ConfigureAwait(false))
        {
            // Only a part of the switch is left.
            return await DescribeAsync(_blueprint.Collection.Name, token).ConfigureAwait(false);
        }

        await _building.RunAsync(() => CreateStepsAsync(begun, token)).ConfigureAwait(false);
        return await DescribeAsync(FillName, token).ConfigureAwait(false);
    }

    /// <summary>Drops the new collection, and ends the ledger: the conversion has not converted a range.</summary>
    internal async Task DiscardAsync(CancellationToken token)
    {
        await _client.DropCollectionAsync(_call, FillName, token).ConfigureAwait(false);
        _ledger.Complete();
    }

    /// <summary>
    /// Whether an earlier run has verified the collection, and it is already in use: it has taken the place of the one that it replaces, or
    /// has one of the aliases. Otherwise rows may have changed since that run.
    /// </summary>
    internal async Task<bool> IsInUseAsync(IReadOnlyCollection<string> aliases, CancellationToken token)
    {
        if (Result is null)
        {
            return false;
        }

        if (_replacement.IsPlanned)
        {
            return await _replacement.IsPlacedAsync(token).ConfigureAwait(false);
        }

        var made = await DescribeAsync(FillName, token).ConfigureAwait(false);
        return (await _client.AliasesOfAsync(_call, made, token).ConfigureAwait(false)).Intersect(aliases, StringComparer.Ordinal).Any();
    }

    /// <summary>Records that the collection is complete.</summary>
    internal void RecordVerified(LedgerFacts result) => _ledger.RecordStep(Verified, result);

    /// <summary>Puts the collection into the place of the one that it replaces.</summary>
    /// <param name="collection">The new collection, which gets its final name.</param>
    /// <param name="token">Stops it; the ledger continues it.</param>
    internal async Task TakePlaceAsync(Collection collection, CancellationToken token)
    {
        if (_replacement.IsPlanned)
        {
            var final = new CollectionBuilding(_client, _call, _blueprint, _display);
            await _replacement.SwitchAsync(isLoaded: true, () => final.LoadAsync(token), token).ConfigureAwait(false);
            collection.Name = _blueprint.Collection.Name;
        }
    }

    private async Task CreateStepsAsync(Action begun, CancellationToken token)
    {
        await _creation.RunAsync(mustBeEmpty: true, begun, token).ConfigureAwait(false);

        // Both do nothing if an earlier run has done them.
        await _creation.RunStepsAsync(
            async () =>
            {
                await _building.AddIndexesAsync(token).ConfigureAwait(false);
                await _building.LoadAsync(token).ConfigureAwait(false);
            },
            token).ConfigureAwait(false);
    }

    private Task<Collection> DescribeAsync(string name, CancellationToken token) => _client.DescribeCollectionAsync(_call, name, token);
}

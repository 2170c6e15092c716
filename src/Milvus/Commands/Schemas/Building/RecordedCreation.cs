using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Transfers;

namespace Milvus.Commands.Schemas.Building;

/// <summary>
/// Creates the collection that a transfer fills, and records it in the ledger. A later run continues with the collection that the ledger
/// names, and with no other one.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls in the database of the collection.</param>
/// <param name="blueprint">The collection.</param>
/// <param name="building">Its steps.</param>
/// <param name="ledger">The ledger of the transfer.</param>
/// <param name="place">What distinguishes the collection in a ledger of several; empty in a ledger of one.</param>
internal sealed class RecordedCreation(
    MilvusClient client,
    CallContext call,
    CollectionBlueprint blueprint,
    CollectionBuilding building,
    TransferLedger ledger,
    string place = "")
{
    private const string Created = "created";

    private readonly string _creating = $"creating {place}".TrimEnd();
    private readonly string _created = $"{Created} {place}".TrimEnd();

    private string Name => blueprint.Collection.Name;

    /// <summary>Whether the ledger names a collection that is created.</summary>
    internal bool IsCreated => ledger.FindStep(_created) is not null;

    /// <summary>Whether the creation has begun.</summary>
    internal bool IsBegun => IsCreated || ledger.FindStep(_creating) is not null;

    /// <summary>Whether a ledger of one collection names it as created.</summary>
    internal static bool IsCreatedIn(TransferLedger ledger) => ledger.FindStep(Created) is not null;

    /// <summary>Finds the collection that the ledger names.</summary>
    /// <param name="token">Stops it.</param>
    /// <returns>Whether it exists.</returns>
    /// <exception cref="MilvusException">Another client has replaced it.</exception>
    internal async Task<bool> TryContinueAsync(CancellationToken token)
    {
        if (ledger.FindStep(_created) is not { } created
            || await ResolvedCollection.FindTargetAsync(client, call, Name, token).ConfigureAwait(false) is not { } there)
        {
            return false;
        }

        if (there.Described.Id != created.GetNumber("id"))
        {
            throw new MilvusException(
                MilvusErrorId.LedgerMismatch, $"The collection {Name} is not the one that the ledger '{ledger.Path}' has created.")
            {
                RecommendedAction = "Use another name, or -Force to replace it and to begin again.",
            };
        }

        building.Note($"collection {Name}");
        return true;
    }

    /// <summary>Continues with the collection of the ledger, or creates it. A ledger of one that creates nothing is removed.</summary>
    /// <inheritdoc cref="CreateAsync" path="/param"/>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    internal async Task RunAsync(bool mustBeEmpty, Action? begun, CancellationToken token)
    {
        if (await TryContinueAsync(token).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await CreateAsync(mustBeEmpty, begun, token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (!failure.OutcomeUnknown && building.IsEmpty)
        {
            ledger.Complete();
            throw;
        }
    }

    /// <summary>
    /// Runs the steps of a collection that has no rows yet, such as its indexes. If one is refused, the collection and the ledger are
    /// removed, so that a corrected command begins again.
    /// </summary>
    /// <param name="steps">The steps.</param>
    /// <param name="token">Stops the removal.</param>
    /// <exception cref="MilvusException">A step failed.</exception>
    internal Task RunStepsAsync(Func<Task> steps, CancellationToken token) =>
        RunAsync(steps, failure => IsRefusal(failure) && ledger.Units.Count == 0, token);

    /// <summary>
    /// Adds the indexes. If the server does not have the type of one, no command can continue, so the collection is removed with its rows,
    /// which are still in the source.
    /// </summary>
    /// <param name="token">Stops it.</param>
    /// <exception cref="MilvusException">An index is refused.</exception>
    internal Task AddIndexesAsync(CancellationToken token) => RunAsync(
        () => building.AddIndexesAsync(token), failure => failure.ErrorId == MilvusErrorId.InvalidArgument && IsRefusal(failure), token);

    private async Task RunAsync(Func<Task> steps, Func<MilvusException, bool> isFinal, CancellationToken token)
    {
        try
        {
            await steps().ConfigureAwait(false);
        }
        catch (MilvusException failure) when (isFinal(failure))
        {
            if (!await TryDropAsync(token).ConfigureAwait(false))
            {
                throw;
            }

            ledger.Complete();
            building.Forget();
            throw failure.With($"No collection was created: {failure.Message}");
        }
    }

    // The user may create collections, but not drop them.
    private async Task<bool> TryDropAsync(CancellationToken token)
    {
        try
        {
            await client.DropCollectionAsync(call, Name, token).ConfigureAwait(false);
            return true;
        }
        catch (MilvusException)
        {
            return false;
        }
    }

    // After these errors the same command can succeed.
    private static bool IsRefusal(MilvusException failure) => !failure.OutcomeUnknown
        && failure is { Retriable: false, ErrorId: not (MilvusErrorId.Timeout or MilvusErrorId.ServerUnavailable) };

    /// <summary>Creates the collection, or uses the one that an earlier run created but could not record.</summary>
    /// <param name="mustBeEmpty">Whether the rows of such a collection are counted, for which it is loaded.</param>
    /// <param name="begun">More to record at the beginning; null for nothing.</param>
    /// <param name="token">Stops it.</param>
    /// <exception cref="MilvusException">The server refuses it, or another collection has the name.</exception>
    internal async Task CreateAsync(bool mustBeEmpty, Action? begun, CancellationToken token)
    {
        var isBegun = !IsCreated && IsBegun;
        if (!isBegun
            || !await CollectionAdoption.TryAdoptAsync(client, call, blueprint, building, mustBeEmpty, token).ConfigureAwait(false))
        {
            ledger.RecordTogether(() =>
            {
                begun?.Invoke();
                ledger.RecordStep(_creating);
            });
            await building.CreateAsync(token).ConfigureAwait(false);
        }

        var made = await client.DescribeCollectionAsync(call, Name, token).ConfigureAwait(false);
        ledger.RecordStep(_created, new LedgerFacts { { "id", made.Id } });
    }
}

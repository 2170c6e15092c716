using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Transfers;

/// <summary>
/// Replaces a collection by a new one, which is filled beside it under another name. The old collection stays as it is until the new one
/// is verified. Then both are renamed, aliases move, and the old one is dropped. The ledger has the names, so each step can be repeated.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls in the database of the collection.</param>
/// <param name="database">The database, for the ledger.</param>
/// <param name="name">The name of the collection.</param>
/// <param name="ledger">The ledger of the transfer.</param>
internal sealed class CollectionReplacement(
    MilvusClient client, CallContext call, string database, string name, TransferLedger ledger)
{
    private const string StepPrefix = "replacing ";
    private const string SwitchPrefix = "switching ";
    private const string NameFact = "name";
    private const string DatabaseFact = "database";
    private const string NewFact = "new";
    private const string OldFact = "old";
    private const string IdFact = "id";

    // Milvus accepts names of 255 characters (proxy.maxNameLength).
    private const int MaxLength = 255;

    /// <summary>
    /// Checks the old collection, by its new name, when nobody can write to it by the old one; null if nothing is checked. A failure leaves
    /// the new collection beside it.
    /// </summary>
    internal Func<string, Task>? CheckSetAside { get; init; }

    /// <summary>Checks the old collection, by its new name, directly before it is dropped; null if nothing is checked.</summary>
    internal Func<string, Task>? CheckBeforeDrop { get; init; }

    private LedgerFacts? Plan => ledger.FindStep(StepPrefix + Place);

    /// <summary>Whether the ledger has the replacement.</summary>
    internal bool IsPlanned => Plan is not null;

    /// <summary>The name under which the new collection is filled.</summary>
    internal string FillName => Plan?.GetText(NewFact) ?? name;

    private string Place => $"{database}/{name}";

    /// <summary>The existing collections that an unfinished transfer replaces at its end, as database/name.</summary>
    internal static IReadOnlyList<string> List(LedgerContent content) =>
    [
        .. content.Steps.Keys
            .Where(step => step.StartsWith(StepPrefix, StringComparison.Ordinal))
            .Select(step => step[StepPrefix.Length..]),
    ];

    /// <summary>Records that the collection is going to be replaced.</summary>
    internal async Task PlanAsync(CancellationToken token)
    {
        var old = await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false);
        var suffix = Guid.NewGuid().ToString("N")[..8];
        ledger.RecordStep(StepPrefix + Place, new LedgerFacts
        {
            { DatabaseFact, database },
            { NameFact, name },
            { NewFact, CreateName("unfinished", suffix) },
            { OldFact, CreateName("replaced", suffix) },
            { IdFact, old.Id },
        });
    }

    /// <summary>
    /// The result of an earlier run whose new collection has already taken the place of the old one; otherwise null. Rows that an earlier
    /// run has verified may have changed since, so they are verified again before the switch.
    /// </summary>
    internal async Task<LedgerFacts?> FindPlacedAsync(CancellationToken token) =>
        ledger.FindStep(SwitchPrefix + Place) is { } result && await IsPlacedAsync(token).ConfigureAwait(false) ? result : null;

    /// <summary>
    /// Whether the new collection has taken the place of the old one. If it has not, but the old one was already set aside, the old one
    /// gets its name back, so that readers find it until the switch.
    /// </summary>
    internal async Task<bool> IsPlacedAsync(CancellationToken token)
    {
        if (Plan is not { } plan)
        {
            return false;
        }

        var isBeside = await HasAsync(plan.GetText(NewFact), token).ConfigureAwait(false);
        if (await HasAsync(name, token).ConfigureAwait(false))
        {
            // Milvus Lite has no ids.
            var there = await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false);
            return !isBeside && (there.Id == 0 || there.Id != plan.GetNumber(IdFact));
        }

        await TryTakeBackAsync(plan.GetText(OldFact), token).ConfigureAwait(false);
        return false;
    }

    /// <summary>What a result says that has the numbers of an earlier run.</summary>
    internal static string DescribeEarlier(string place) =>
        $"{place} was verified before the interruption, and was already in its place. The numbers are those of that verification.";

    /// <summary>Records that the new collection is verified.</summary>
    internal void RecordVerified(LedgerFacts result) => ledger.RecordStep(SwitchPrefix + Place, result);

    /// <summary>Puts the new collection in the place of the old one, and drops the old one.</summary>
    /// <param name="isLoaded">Whether the new collection must be loaded; some servers release a collection that is renamed.</param>
    /// <param name="load">Loads the collection.</param>
    /// <param name="token">Stops the switch; the ledger continues it.</param>
    internal async Task SwitchAsync(bool isLoaded, Func<Task> load, CancellationToken token)
    {
        var plan = Plan!;
        var (newName, oldName) = (plan.GetText(NewFact), plan.GetText(OldFact));
        if (await HasAsync(newName, token).ConfigureAwait(false))
        {
            await SetAsideAsync(plan, oldName, token).ConfigureAwait(false);
            await CheckAsync(CheckSetAside, oldName).ConfigureAwait(false);
            await TakePlaceAsync(newName, oldName, token).ConfigureAwait(false);
        }

        if (isLoaded && await client.GetLoadStateAsync(call, name, token).ConfigureAwait(false) != "Loaded")
        {
            await load().ConfigureAwait(false);
        }

        if (await HasAsync(oldName, token).ConfigureAwait(false))
        {
            await MoveAliasesAsync(client, call, oldName, name, token).ConfigureAwait(false);
            await CheckAsync(CheckBeforeDrop, oldName).ConfigureAwait(false);
            await client.DropCollectionAsync(call, oldName, token).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Undoes the replacements of a ledger that is discarded: new collections that are incomplete are dropped, and old ones get their names
    /// back. The collections of a ledger for another target are not here, so it is only discarded.
    /// </summary>
    /// <param name="client">The server.</param>
    /// <param name="content">The ledger.</param>
    /// <param name="target">The fact with the target, as the ledgers of this transfer have it.</param>
    /// <param name="getCall">Calls in a database.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>Whether the ledger is one for this target.</returns>
    internal static async Task<bool> UndoAsync(
        MilvusClient client,
        LedgerContent content,
        (string Name, string Value) target,
        Func<string, CallContext> getCall,
        CancellationToken token)
    {
        if (content.Plan?.Has(target.Name, target.Value) is not true)
        {
            return false;
        }

        foreach (
            var plan in content.Steps.Where(step => step.Key.StartsWith(StepPrefix, StringComparison.Ordinal)).Select(step => step.Value))
        {
            var call = getCall(plan.GetText(DatabaseFact));
            var (name, newName, oldName) = (plan.GetText(NameFact), plan.GetText(NewFact), plan.GetText(OldFact));
            var hasName = await client.HasCollectionAsync(call, name, token).ConfigureAwait(false);
            var hasOld = await client.HasCollectionAsync(call, oldName, token).ConfigureAwait(false);
            if (await client.HasCollectionAsync(call, newName, token).ConfigureAwait(false))
            {
                if (hasName && hasOld)
                {
                    var others = $"The old one is {oldName}, and the new one is {newName}.";
                    throw CreateOccupied($"{plan.GetText(DatabaseFact)}/{name}", others);
                }

                await client.DropCollectionAsync(call, newName, token).ConfigureAwait(false);
            }

            if (!hasOld)
            {
                continue;
            }

            if (hasName)
            {
                // Only the end of the switch is missing.
                await MoveAliasesAsync(client, call, oldName, name, token).ConfigureAwait(false);
                await client.DropCollectionAsync(call, oldName, token).ConfigureAwait(false);
            }
            else
            {
                await client.RenameCollectionAsync(call, oldName, name, null, token).ConfigureAwait(false);
            }
        }

        return true;
    }

    private static MilvusException CreateOccupied(string place, string others) =>
        new(
            MilvusErrorId.LedgerMismatch,
            $"The collection {place} is not the one that was to be replaced: it was created meanwhile. {others}")
        {
            RecommendedAction = "Rename or remove one of them, and repeat the command.",
        };

    private Task<bool> HasAsync(string collection, CancellationToken token) => client.HasCollectionAsync(call, collection, token);

    private async Task SetAsideAsync(LedgerFacts plan, string oldName, CancellationToken token)
    {
        if (!await HasAsync(name, token).ConfigureAwait(false))
        {
            return;
        }

        var there = await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false);
        if (there.Id != plan.GetNumber(IdFact))
        {
            throw CreateOccupied(Place, $"The new one is complete as {plan.GetText(NewFact)}.");
        }

        await client.RenameCollectionAsync(call, name, oldName, null, token).ConfigureAwait(false);
    }

    private async Task TakePlaceAsync(string newName, string oldName, CancellationToken token)
    {
        try
        {
            await client.RenameCollectionAsync(call, newName, name, null, token).ConfigureAwait(false);
        }
        catch (MilvusException failure)
        {
            if (await TryTakeBackAsync(oldName, token).ConfigureAwait(false))
            {
                throw;
            }

            throw failure.With($"{failure.Message} The old collection is called {oldName} until the same command continues.");
        }
    }

    // Readers of the name find the old collection until the same command continues.
    private async Task<bool> TryTakeBackAsync(string oldName, CancellationToken token)
    {
        try
        {
            if (!await HasAsync(name, token).ConfigureAwait(false))
            {
                await client.RenameCollectionAsync(call, oldName, name, null, token).ConfigureAwait(false);
            }

            return true;
        }
        catch (MilvusException)
        {
            return false;
        }
    }

    // An alias moves in one step, so its readers always find a whole collection.
    private static async Task MoveAliasesAsync(
        MilvusClient client, CallContext call, string oldName, string name, CancellationToken token)
    {
        var old = await client.DescribeCollectionAsync(call, oldName, token).ConfigureAwait(false);
        foreach (var alias in await client.AliasesOfAsync(call, old, token).ConfigureAwait(false))
        {
            await client.AlterAliasAsync(call, alias, name, token).ConfigureAwait(false);
        }
    }

    private static Task CheckAsync(Func<string, Task>? check, string oldName) => check?.Invoke(oldName) ?? Task.CompletedTask;

    private string CreateName(string what, string suffix)
    {
        var ending = $"_{what}_{suffix}";
        return name[..Math.Min(name.Length, MaxLength - ending.Length)] + ending;
    }
}

using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Transfers;

namespace Milvus.DesiredState;

/// <summary>Plans the steps from the present state of a server to the desired one. It changes nothing.</summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls to it.</param>
/// <param name="current">The database of collections and grants that do not name one.</param>
internal sealed class StatePlanning(MilvusClient client, CallContext call, string current)
{
    private readonly StateRows _rows = new(client, call);

    internal async Task<StatePlan> PlanAsync(StateObject desired, CancellationToken token)
    {
        var present = await new PresentState(client, call, current).ReadAsync(desired, token).ConfigureAwait(false);
        var changes = new List<PlannedChange>();
        foreach (var change in new StateComparison(client, current).Compare(desired, present))
        {
            var resolved = await ResolveAliasAsync(change, token).ConfigureAwait(false);
            changes.Add(await AddRowsAsync(resolved, token).ConfigureAwait(false));
        }

        return new StatePlan(desired, present, changes);
    }

    /// <summary>Plans the steps, and checks what the file names against the server.</summary>
    /// <param name="desired">The state of the file.</param>
    /// <param name="problems">Gets the problems.</param>
    /// <param name="token">Cancels the calls.</param>
    internal async Task<StatePlan> PlanFileAsync(StateObject desired, StateProblems problems, CancellationToken token)
    {
        var plan = await PlanAsync(desired, token).ConfigureAwait(false);
        await new StateFileChecks(client, call, plan, problems).CheckAsync(token).ConfigureAwait(false);
        return plan;
    }

    // An alias that refers to another collection is moved.
    private async Task<PlannedChange> ResolveAliasAsync(PlannedChange change, CancellationToken token)
    {
        if (change is not { Kind: "Alias", Action: DesiredStateAction.Add })
        {
            return change;
        }

        var there = await FindAsync(change, token).ConfigureAwait(false);
        if (there?.Name == change.Entry)
        {
            throw new MilvusException(
                MilvusErrorId.AlreadyExists,
                $"{change.Owner!.Path}.aliases: {change.Entry} is the name of a collection, so it cannot be an alias.")
            {
                RecommendedAction = "Use another name for the alias. Nothing was changed.",
            };
        }

        return there is null ? change : change with { Action = DesiredStateAction.Change, PresentText = there.Name };
    }

    private async Task<ResolvedCollection?> FindAsync(PlannedChange alias, CancellationToken token)
    {
        try
        {
            return await ResolvedCollection
                .FindAsync(client, call.ForDatabase(alias.Database), alias.Entry!, token)
                .ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.DatabaseNotFound)
        {
            return null;
        }
    }

    private async Task<PlannedChange> AddRowsAsync(PlannedChange change, CancellationToken token)
    {
        var isLost = change.Action == DesiredStateAction.Remove && change.Kind is "Collection" or "Partition";
        if (!isLost && !change.IsRebuild)
        {
            return change;
        }

        var rows = await _rows.CountAsync(change, token).ConfigureAwait(false);
        return change with { Rows = rows, Loss = $"{change.Loss} ({rows})" };
    }
}

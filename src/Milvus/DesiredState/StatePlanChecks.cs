using System.Security;
using Milvus.Client;
using Milvus.Commands.Schemas.Building;
using Milvus.Core.Calls;

namespace Milvus.DesiredState;

/// <summary>
/// Checks the steps of a plan before the first one: a step that cannot succeed must not be found after others have changed the server.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls to it.</param>
/// <param name="plan">The plan.</param>
/// <param name="problems">Gets the problems.</param>
internal sealed class StatePlanChecks(MilvusClient client, CallContext call, StatePlan plan, StateProblems problems)
{
    /// <summary>Checks the steps. <see cref="StateFileChecks"/> has checked the file.</summary>
    /// <param name="passwords">The passwords of new users.</param>
    /// <param name="arePasswordsNeeded">Whether a new user without a password is a problem.</param>
    /// <param name="token">Cancels the calls.</param>
    internal async Task CheckAsync(IReadOnlyDictionary<string, SecureString> passwords, bool arePasswordsNeeded, CancellationToken token)
    {
        foreach (var change in plan.Steps)
        {
            CheckSupport(change);
        }

        new CollectionPlanChecks(plan, problems).CheckRows();
        CheckPasswords(passwords, arePasswordsNeeded);
        await CheckRemovedDatabasesAsync(token).ConfigureAwait(false);
        await CheckReleasedAsync(token).ConfigureAwait(false);
    }

    private void CheckSupport(PlannedChange change)
    {
        var feature = (change.Kind, change.Property?.Split('.')[0]) switch
        {
            ("Database", "properties") => ServerFeature.DatabaseProperties,
            ("Database", null) when change.Desired?.FindTable("properties") is { Count: > 0 } => ServerFeature.DatabaseProperties,
            ("ResourceGroup", not null) => ServerFeature.ResourceGroupSettings,
            ("ResourceGroup", null) when change.Desired?.Kind.Keys.Any(key => !key.IsIdentity && change.Desired.Has(key.Name)) is true =>
                ServerFeature.ResourceGroupSettings,
            _ => null,
        };
        if (feature is not null && !client.Has(feature))
        {
            problems.Add(
                change.Desired!.Path,
                $"{client.Address} ({client.Server.Version}) does not support {feature.What}"
                    + $"{(feature.Since is { } since ? $", which came with Milvus {since}" : string.Empty)}.");
        }
    }

    private void CheckPasswords(IReadOnlyDictionary<string, SecureString> passwords, bool areNeeded)
    {
        foreach (var user in plan.Steps.Where(change => change is { Kind: "User", Action: DesiredStateAction.Add }))
        {
            if (areNeeded && !passwords.ContainsKey(user.Name))
            {
                problems.Add(
                    user.Desired!.Path,
                    $"the user {user.Name} does not exist, and files have no passwords: use -Password @{{ {user.Name} = ... }}.");
            }
        }

        foreach (var name in passwords.Keys.Where(name =>
            plan.Desired.GetItems(StateKinds.Users).All(user => user.Name != name)))
        {
            problems.Add(StateKinds.Users, $"-Password has the user {name}, which is not in the file.");
        }
    }

    private async Task CheckRemovedDatabasesAsync(CancellationToken token)
    {
        var removed = plan.Steps
            .Where(change => change is { Kind: "Collection", Action: DesiredStateAction.Remove })
            .Select(change => (change.Database, change.Name))
            .ToHashSet();
        foreach (var database in plan.Steps.Where(change => change is { Kind: "Database", Action: DesiredStateAction.Remove }))
        {
            var left = (await client.ListCollectionsAsync(call.ForDatabase(database.Name), token).ConfigureAwait(false))
                .Where(name => !removed.Contains((database.Name, name)))
                .ToList();
            if (left.Count > 0)
            {
                problems.Add(
                    StateKinds.Databases,
                    $"the database {database.Name} is not in the list, but it is not empty, so it cannot be removed. "
                        + $"It has the collections {string.Join(", ", left.Take(10))}: remove them, or name the database.");
            }
        }
    }

    // A replacement makes the new object with all settings, so they are not steps of their own.
    private async Task CheckReleasedAsync(CancellationToken token)
    {
        var released = StateSteps.Arrange(plan.Steps)
            .Where(steps => steps.All(step => step.Action != DesiredStateAction.Replace))
            .SelectMany(steps => steps)
            .Where(change => change.Entry is { } entry
                && change.Key?.Value == StateValue.Table
                && change.Kind is "Collection" or "Field" or "Index"
                && StateChangeRules.IsForReleased(entry));
        foreach (var change in released)
        {
            var name = change.Collection?.Name ?? change.Name;
            var state = await CopyPlanning.GetStateAsync(client, call.ForDatabase(change.Database), name, token).ConfigureAwait(false);
            if (state is "Loaded" or "Loading")
            {
                problems.Add(
                    change.Desired!.Path,
                    $"{change.Entry} can be changed only while {name} is released: use Dismount-MilvusCollection {name} first.");
            }
        }
    }

    /// <summary>Checks whether the rows of collections that are replaced can be read. An empty one has none to read.</summary>
    /// <param name="token">Cancels the calls.</param>
    /// <exception cref="MilvusException">A collection with rows is not loaded.</exception>
    internal async Task CheckLoadedAsync(CancellationToken token)
    {
        var rebuilds = plan.Steps.Where(change => change.IsRebuild && change.Rows?.IsEmpty is not true);
        foreach (var rebuild in rebuilds.DistinctBy(change => (change.Database, change.Collection!.Name)))
        {
            var name = rebuild.Collection!.Name;
            var state = await CopyPlanning.GetStateAsync(client, call.ForDatabase(rebuild.Database), name, token).ConfigureAwait(false);
            if (state is not (null or "Loaded"))
            {
                throw new MilvusException(
                    MilvusErrorId.CollectionNotLoaded,
                    $"This step moves the rows of {name} to a new collection, and they can be read only if {name} is loaded: "
                        + $"{rebuild.Describe()}. Nothing was changed.")
                {
                    RecommendedAction = $"Load it with Mount-MilvusCollection {name}, and repeat the command.",
                };
            }
        }
    }
}

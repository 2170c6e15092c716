using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Transfers;

namespace Milvus.Conversions;

/// <summary>The aliases that a rebuild moves. They are checked before it begins, because it takes long, and they move at its end.</summary>
internal sealed class MovedAliases(Collection old, string newName, IReadOnlyList<string> aliases, bool removesOld)
{
    private readonly List<string> _new = [];
    private readonly List<(string Alias, string Owner)> _foreign = [];

    /// <summary>What becomes of the aliases, for a confirmation; known after the check.</summary>
    internal string Description => Describe("move", aliases.Except(_new).Except(_foreign.Select(one => one.Alias)))
        + Describe("create the alias", _new)
        + Describe("take", _foreign.Select(one => $"{one.Alias} from {one.Owner}"));

    /// <summary>Refuses aliases that cannot move, and the removal of a collection that keeps others.</summary>
    /// <param name="client">The server.</param>
    /// <param name="call">Calls in the database of the collections.</param>
    /// <param name="token">Cancels the calls.</param>
    /// <exception cref="MilvusException">An alias has the name of a collection, or would be lost.</exception>
    internal async Task CheckAsync(MilvusClient client, CallContext call, CancellationToken token)
    {
        foreach (var alias in aliases)
        {
            var owner = alias == newName ? newName
                : (await ResolvedCollection.FindAsync(client, call, alias, token).ConfigureAwait(false))?.Name;
            if (owner is null)
            {
                _new.Add(alias);
            }
            else if (owner != old.Name && owner != alias && owner != newName)
            {
                _foreign.Add((alias, owner));
                call.Warnings.Enqueue($"-Alias takes {alias} from {owner}.");
            }

            // Servers refuse such an alias, but only at the end, when the new collection is complete.
            if (owner == alias)
            {
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument, $"{alias} is the name of a collection, so it cannot be an alias: nothing was changed.")
                {
                    RecommendedAction = "Use another name with -Alias.",
                };
            }
        }

        if (!removesOld && _new.Count == 0)
        {
            return;
        }

        // Milvus 2.3.5 and Milvus Lite drop the aliases with the collection.
        var all = await client.AliasesOfAsync(call, old, token).ConfigureAwait(false);
        var lost = all.Except(aliases, StringComparer.Ordinal).ToList();
        if (!removesOld)
        {
            WarnOfNew(call, lost);
            return;
        }

        if (lost.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"-RemoveSource would remove {old.Name} with its aliases {string.Join(", ", lost)}, which -Alias does not move: "
                    + "nothing was changed.")
            {
                RecommendedAction = "Omit -Alias to move all aliases, or omit -RemoveSource.",
            };
        }
    }

    private static string Describe(string verb, IEnumerable<string> names)
    {
        var list = string.Join(", ", names);
        return list.Length > 0 ? $", {verb} {list}" : string.Empty;
    }

    // A misspelt alias would be created, and the right one would stay where it is.
    private void WarnOfNew(CallContext call, IReadOnlyList<string> others)
    {
        if (others.Count > 0)
        {
            call.Warnings.Enqueue($"-Alias creates {string.Join(", ", _new)}. {old.Name} keeps {string.Join(", ", others)}.");
        }
    }
}

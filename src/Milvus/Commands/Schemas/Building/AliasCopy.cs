using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Transfers;

namespace Milvus.Commands.Schemas.Building;

/// <summary>
/// Copies the aliases of a collection into another database or to another server, if they are free there. Within a database an alias stays
/// where it is, because it belongs to one collection.
/// </summary>
internal static class AliasCopy
{
    internal static async Task RunAsync(CopyRequest request, Collection original, CancellationToken token)
    {
        if (!request.IsElsewhere)
        {
            return;
        }

        var aliases = await ReadAsync(request, original, token).ConfigureAwait(false);
        if (aliases.Count > 0 && IsPartial(request))
        {
            // Readers of the alias would find a part of the rows.
            request.To.Warnings.Enqueue(
                $"{Counts.Noun(aliases.Count, "The alias", "The aliases")} {string.Join(", ", aliases)} of {original.Name} "
                    + $"{Counts.Noun(aliases.Count, "is", "are")} not copied, because {request.NewName} has only some of its rows. "
                    + $"New-MilvusAlias creates {Counts.Noun(aliases.Count, "it", "them")}.");
            return;
        }

        foreach (var alias in aliases)
        {
            if (await ResolvedCollection.FindAsync(request.Target, request.To, alias, token).ConfigureAwait(false) is not { } owner)
            {
                await request.Target.CreateAliasAsync(request.To, alias, request.NewName, token).ConfigureAwait(false);
                request.To.SayOnce($"The alias {alias} of {request.NewName} is created in the target.");
            }
            else if (owner.Name != request.NewName)
            {
                request.To.Warnings.Enqueue($"The alias {alias} is not copied: in the target, that name refers to {owner.Name}.");
            }
        }
    }

    /// <summary>The aliases that a copy creates where their names are free; none in the same database, or for some rows.</summary>
    internal static async Task<IReadOnlyList<string>> FindAsync(CopyRequest request, Collection original, CancellationToken token) =>
        !request.IsElsewhere || request.SchemaOnly || IsPartial(request)
            ? []
            : await ReadAsync(request, original, token).ConfigureAwait(false);

    private static async Task<IReadOnlyList<string>> ReadAsync(CopyRequest request, Collection original, CancellationToken token) =>
        await BestEffort.TryReadAsync(
            request.From,
            $"The aliases of {original.Name}",
            async () => (IReadOnlyList<string>?)await request.Source.AliasesOfAsync(request.From, original, token).ConfigureAwait(false))
            .ConfigureAwait(false) ?? [];

    private static bool IsPartial(CopyRequest request) => request.Filter is not null || request.Partitions is not null;
}

using Milvus.Client;
using Milvus.Commands.Indexes;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus.Commands.Schemas.Building;

/// <summary>
/// Creates a collection from its blueprint in several calls without a rollback, and records which steps are done
/// and which are not.
/// </summary>
internal sealed class CollectionBuilding(MilvusClient client, CallContext call, CollectionBlueprint blueprint, WaitDisplay display)
{
    private readonly List<string> _done = [];

    internal string Name => blueprint.Collection.Name;

    /// <summary>Whether nothing was made.</summary>
    internal bool IsEmpty => _done.Count == 0;

    /// <summary>The number of inserted rows.</summary>
    internal long Rows { get; set; }

    /// <summary>Creates the collection and its partitions.</summary>
    /// <exception cref="MilvusException">The collection exists already, or the server refuses it.</exception>
    internal async Task CreateAsync(CancellationToken token)
    {
        // Milvus reports success if an equal collection exists. The next steps would then change that collection.
        if (await client.HasCollectionAsync(call, Name, token).ConfigureAwait(false))
        {
            throw new MilvusException(MilvusErrorId.AlreadyExists, $"The collection {Name} exists already: nothing was changed.")
            {
                RecommendedAction = "Use another name with -NewName, or remove the existing collection.",
            };
        }

        await client.CreateCollectionAsync(call, blueprint.Collection, token).ConfigureAwait(false);
        _done.Add($"collection {Name}");
        foreach (var partition in blueprint.Partitions)
        {
            await client.CreatePartitionAsync(call, Name, partition, token).ConfigureAwait(false);
            _done.Add($"partition {partition}");
        }
    }

    internal async Task AddIndexesAsync(CancellationToken token)
    {
        foreach (var index in blueprint.Indexes)
        {
            await AddIndexAsync(index, token).ConfigureAwait(false);
            Note($"the index on {index.Field}");
        }
    }

    // Milvus accepts an index that an earlier run has created; Milvus Lite refuses it.
    private async Task AddIndexAsync(IndexParameter index, CancellationToken token)
    {
        try
        {
            await IndexCreation.CreateAsync(client, call, Name, index, wait: true, display, token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.AlreadyExists)
        {
            var there = await client.ListIndexesAsync(call, Name, token).ConfigureAwait(false);
            if (there.FirstOrDefault(one => IsSame(one, index)) is not { } same)
            {
                throw;
            }

            await client.WaitForIndexAsync(call, Name, same.Name, index.Field, display, token).ConfigureAwait(false);
        }
    }

    private static bool IsSame(Index there, IndexParameter wanted) =>
        there.Field == wanted.Field
        && there.IndexType.Equals(wanted.IndexType, StringComparison.OrdinalIgnoreCase)
        && there.MetricType.Equals(wanted.MetricType, StringComparison.OrdinalIgnoreCase);

    internal async Task LoadAsync(CancellationToken token)
    {
        await client.LoadCollectionAsync(call, Name, new LoadOptions(), token).ConfigureAwait(false);
        await client.WaitForLoadAsync(call, Name, refresh: false, display, token).ConfigureAwait(false);
    }

    /// <summary>Records a step that the caller has done. A repeated step counts once.</summary>
    internal void Note(string step)
    {
        if (!_done.Contains(step))
        {
            _done.Add(step);
        }
    }

    /// <summary>Records that the caller has removed what was made.</summary>
    internal void Forget() => _done.Clear();

    /// <summary>Runs steps; a failure lists what has been created.</summary>
    internal async Task RunAsync(Func<Task> steps)
    {
        try
        {
            await steps().ConfigureAwait(false);
        }
        catch (MilvusException failure) when (_done.Count > 0)
        {
            if (failure.ErrorId == MilvusErrorId.CollectionNotFound
                && !await client.HasCollectionAsync(call, Name, CancellationToken.None).ConfigureAwait(false))
            {
                throw failure.With($"{_done[0]} was made, but another client has removed or renamed it: {failure.Message}");
            }

            var rows = Rows > 0 ? $" with {RowCounts.ToText(Rows)}" : string.Empty;
            var done = string.Join(" and ", _done.Skip(1).Prepend(_done[0] + rows));
            throw failure.With($"{done} {(_done.Count > 1 ? "are" : "is")} made and "
                + $"{(_done.Count > 1 ? "stay" : "stays")}, but the next step failed: {failure.Message}");
        }
    }
}

using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const int MaxDescribedAtOnce = 32;

    internal Task CreateAliasAsync(CallContext call, string alias, string collection, CancellationToken token) =>
        ChangeAliasAsync(
            call,
            alias,
            () => CallAsync(call, Rpcs.CreateAlias, new Protocol.CreateAliasRequest { Alias = alias, CollectionName = collection }, token));

    /// <summary>Points an alias to another collection.</summary>
    internal Task AlterAliasAsync(CallContext call, string alias, string collection, CancellationToken token) =>
        ChangeAliasAsync(
            call,
            alias,
            () => CallAsync(call, Rpcs.AlterAlias, new Protocol.AlterAliasRequest { Alias = alias, CollectionName = collection }, token));

    internal Task DropAliasAsync(CallContext call, string alias, CancellationToken token) =>
        ChangeAliasAsync(call, alias, () => CallAsync(call, Rpcs.DropAlias, new Protocol.DropAliasRequest { Alias = alias }, token));

    /// <summary>The alias with its collection; a missing one is MilvusAliasNotFound.</summary>
    internal async Task<Alias> DescribeAliasAsync(CallContext call, string alias, CancellationToken token)
    {
        try
        {
            // For these two requests, Milvus 2.3 reads the database from the request, not from the header.
            var request = new Protocol.DescribeAliasRequest { Alias = alias, DbName = DatabaseOf(call) ?? string.Empty };
            var answer = await CallAsync(call, Rpcs.DescribeAlias, request, token).ConfigureAwait(false);
            return new Alias { Name = alias, Collection = answer.Collection, Database = DatabaseOf(call) };
        }
        catch (MilvusException e) when (IsUnsupported(e))
        {
            // DescribeCollection resolves an alias on every server and returns the name of its collection.
            var collection = await DescribeCollectionAsync(call, alias, token).ConfigureAwait(false);
            return collection.Alias.Contains(alias)
                ? new Alias { Name = alias, Collection = collection.Name, Database = DatabaseOf(call) }
                : throw new MilvusException(MilvusErrorId.AliasNotFound, $"The alias {alias} does not exist.", e);
        }
    }

    /// <summary>The aliases of a collection, or of the whole database; sorted.</summary>
    internal async Task<IReadOnlyList<string>> ListAliasesAsync(CallContext call, string? collection, CancellationToken token)
    {
        try
        {
            var request = new Protocol.ListAliasesRequest
            {
                CollectionName = collection ?? string.Empty,
                DbName = DatabaseOf(call) ?? string.Empty,
            };
            var answer = await CallAsync(call, Rpcs.ListAliases, request, token).ConfigureAwait(false);
            if (answer.Aliases.Count == 0 && collection is not null)
            {
                await CheckCollectionAsync(call, collection, token).ConfigureAwait(false);
            }

            return [.. answer.Aliases.Order(StringComparer.Ordinal)];
        }
        catch (MilvusException e) when (IsUnsupported(e))
        {
            var aliases = new List<string>();
            var names = collection is null ? await ListCollectionsAsync(call, token).ConfigureAwait(false) : [collection];
            foreach (var some in names.Chunk(MaxDescribedAtOnce))
            {
                var described = await Task.WhenAll(some.Select(name => DescribeCollectionAsync(call, name, token))).ConfigureAwait(false);
                aliases.AddRange(described.SelectMany(one => one.Alias));
            }

            return [.. aliases.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>The aliases of a described collection, sorted. Milvus Lite does not return them with the description.</summary>
    internal async Task<IReadOnlyList<string>> AliasesOfAsync(CallContext call, Collection described, CancellationToken token) =>
        Has(ServerFeature.DescribedAliases)
            ? [.. described.Alias.Order(StringComparer.Ordinal)]
            : await ListAliasesAsync(call, described.Name, token).ConfigureAwait(false);

    private static bool IsUnsupported(MilvusException e) =>
        e.ErrorId is MilvusErrorId.NotSupportedByServerVersion or MilvusErrorId.NotSupportedByEmbedded or MilvusErrorId.NotSupported;

    // The name now refers to another collection, so the cached schema is invalid.
    private async Task ChangeAliasAsync(CallContext call, string alias, Func<Task> change)
    {
        try
        {
            await change().ConfigureAwait(false);
        }
        finally
        {
            Forget(call, alias);
        }
    }
}

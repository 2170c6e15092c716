using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Transfers;

/// <summary>
/// The collection that a name refers to now. Neither names nor addresses identify a collection: servers accept an alias instead of its
/// collection, and one server has several addresses. So everything that replaces a collection compares this first.
/// </summary>
internal sealed class ResolvedCollection
{
    private readonly MilvusClient _client;
    private readonly CallContext _call;
    private readonly string _given;

    private ResolvedCollection(MilvusClient client, CallContext call, string given, Collection described) =>
        (_client, _call, _given, Described) = (client, call, given, described);

    /// <summary>The collection.</summary>
    internal Collection Described { get; }

    /// <summary>The name of the collection itself.</summary>
    internal string Name => Described.Name;

    private bool IsAlias => _given != Name;

    private string DatabaseName =>
        _call.Database is { Length: > 0 } chosen ? chosen : _client.Database is { Length: > 0 } own ? own : "default";

    /// <summary>A collection that was described before, by whatever name.</summary>
    internal static ResolvedCollection From(MilvusClient client, CallContext call, Collection described) =>
        new(client, call, described.Name, described);

    /// <summary>The collection of a name or an alias; null if nothing has this name.</summary>
    internal static async Task<ResolvedCollection?> FindAsync(MilvusClient client, CallContext call, string name, CancellationToken token)
    {
        try
        {
            return new(client, call, name, await client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false));
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.CollectionNotFound)
        {
            return null;
        }
    }

    /// <summary>Finds what has the name of a new collection.</summary>
    /// <param name="client">The server of the new collection.</param>
    /// <param name="call">Calls in its database.</param>
    /// <param name="name">Its name.</param>
    /// <param name="token">Cancels the call.</param>
    /// <returns>The existing collection; null if the name is free.</returns>
    /// <exception cref="MilvusException">The name is an alias. Milvus Lite would drop its collection, which nobody named.</exception>
    internal static async Task<ResolvedCollection?> FindTargetAsync(
        MilvusClient client, CallContext call, string name, CancellationToken token)
    {
        var there = await FindAsync(client, call, name, token).ConfigureAwait(false);
        return there is not { IsAlias: true } ? there : throw new MilvusException(
            MilvusErrorId.AlreadyExists, $"{name} is an alias of collection {there.Name} in the target: nothing was changed.")
        {
            RecommendedAction = "Use another name, or remove the alias with Remove-MilvusAlias.",
        };
    }

    /// <summary>The same for a collection that is filled with the rows of this one, so it must be another one.</summary>
    /// <param name="client">The server of the new collection.</param>
    /// <param name="call">Calls in its database.</param>
    /// <param name="name">Its name.</param>
    /// <param name="replaces">Whether an existing collection is replaced; the servers are compared by a probe only then.</param>
    /// <param name="token">Cancels the calls.</param>
    /// <exception cref="MilvusException">The name is an alias, or refers to this collection itself.</exception>
    internal async Task<ResolvedCollection?> FindTargetAsync(
        MilvusClient client, CallContext call, string name, bool replaces, CancellationToken token)
    {
        var there = await FindTargetAsync(client, call, name, token).ConfigureAwait(false);
        if (there is null || !await IsSameAsync(there, replaces, token).ConfigureAwait(false))
        {
            return there;
        }

        throw new MilvusException(
            MilvusErrorId.AlreadyExists,
            $"{there.Name} in database {there.DatabaseName} on {client.Address} is the source itself: nothing was changed.")
        {
            RecommendedAction = "Use another name, another database or another server. If the server is a clone of that of the source, "
                + "remove the collection there first.",
        };
    }

    /// <summary>Whether two names lead to one collection, possibly through two addresses of one server.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="mayProbe">Whether the server may be changed for a moment, if nothing else decides.</param>
    /// <param name="token">Cancels the calls.</param>
    internal async Task<bool> IsSameAsync(ResolvedCollection other, bool mayProbe, CancellationToken token)
    {
        if (_client.IsEmbedded && other._client.IsEmbedded && _client.Identity != other._client.Identity)
        {
            // A copy of a database file has the same ids.
            return false;
        }

        if (Described.Id != 0 || other.Described.Id != 0)
        {
            return Described.Id == other.Described.Id && Described.Created == other.Described.Created;
        }

        // Milvus Lite has neither ids nor creation times.
        return Name == other.Name
            && (_client.Identity == other._client.Identity
                ? DatabaseName == other.DatabaseName
                : mayProbe && await SeesAliasAsync(other, token).ConfigureAwait(false));
    }

    // An alias that is created through one address is found through the other one only if both lead to one server.
    private async Task<bool> SeesAliasAsync(ResolvedCollection other, CancellationToken token)
    {
        var alias = $"powershell_probe_{Guid.NewGuid():N}";
        await other._client.CreateAliasAsync(other._call, alias, other.Name, token).ConfigureAwait(false);
        try
        {
            return await FindAsync(_client, _call, alias, token).ConfigureAwait(false) is not null;
        }
        finally
        {
            await other._client.DropAliasAsync(other._call, alias, CancellationToken.None).ConfigureAwait(false);
        }
    }
}

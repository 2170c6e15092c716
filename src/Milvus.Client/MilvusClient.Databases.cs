using Milvus.Client.Calls;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;
using Milvus.Core.Errors;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>
    /// Sets the default database. Only this client's calls change, even if others share its server.
    /// </summary>
    internal async Task UseDatabaseAsync(CallContext call, string name, CancellationToken token)
    {
        // Only its existence is checked: a user of a database need not have the privilege to describe it.
        await BestEffort.TryReadAsync<Database>(
            call,
            $"Database {name}",
            async () => await DescribeDatabaseAsync(call, name, token).ConfigureAwait(false)).ConfigureAwait(false);
        _connection.Database = name;
    }

    internal Task CreateDatabaseAsync(
        CallContext call,
        string name,
        IReadOnlyDictionary<string, object?>? properties,
        CancellationToken token)
    {
        var request = new Protocol.CreateDatabaseRequest { DbName = name };
        request.Properties.AddRange(ToPairs(properties));
        return CallAsync(call, Rpcs.CreateDatabase, request, token);
    }

    /// <summary>Drops a database; servers refuse one that has collections.</summary>
    internal Task DropDatabaseAsync(CallContext call, string name, CancellationToken token) =>
        CallAsync(call, Rpcs.DropDatabase, new Protocol.DropDatabaseRequest { DbName = name }, token);

    /// <summary>The database with its properties, or without them if the server only lists databases.</summary>
    internal async Task<Database> DescribeDatabaseAsync(CallContext call, string name, CancellationToken token)
    {
        try
        {
            var answer = await CallAsync(call, Rpcs.DescribeDatabase, new Protocol.DescribeDatabaseRequest { DbName = name }, token)
                .ConfigureAwait(false);
            var database = new Database
            {
                Name = answer.DbName,
                Id = answer.DbID,
                Created = CreatedAt(answer.CreatedTimestamp),
            };
            foreach (var property in answer.Properties)
            {
                database.Property[property.Key] = property.Value;
            }

            return database;
        }
        catch (MilvusException e) when (IsUnsupported(e))
        {
            return (await GetDatabasesAsync(call, token).ConfigureAwait(false)).FirstOrDefault(database => database.Name == name)
                ?? throw new MilvusException(MilvusErrorId.DatabaseNotFound, $"The database {name} does not exist on {Address}.")
                {
                    Method = nameof(Rpcs.ListDatabases),
                    RecommendedAction = DefaultAdvice.Find(MilvusErrorId.DatabaseNotFound),
                };
        }
    }

    /// <summary>The databases by name, without their properties.</summary>
    internal async Task<IReadOnlyList<Database>> GetDatabasesAsync(CallContext call, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.ListDatabases, new Protocol.ListDatabasesRequest(), token).ConfigureAwait(false);
        return
        [
            .. answer.DbNames.Select((name, i) => new Database
            {
                Name = name,
                Id = i < answer.DbIds.Count ? answer.DbIds[i] : 0,
                Created = i < answer.CreatedTimestamp.Count ? CreatedAt(answer.CreatedTimestamp[i]) : null,
            }).OrderBy(database => database.Name, StringComparer.Ordinal),
        ];
    }

    internal Task AlterDatabaseAsync(
        CallContext call,
        string name,
        IReadOnlyDictionary<string, object?>? set,
        IReadOnlyList<string>? remove,
        CancellationToken token)
    {
        var request = new Protocol.AlterDatabaseRequest { DbName = name };
        request.Properties.AddRange(ToPairs(set));
        request.DeleteKeys.AddRange(remove ?? []);
        return CallAsync(call, Rpcs.AlterDatabase, request, token);
    }

    // Hybrid on some servers, nanoseconds since 1970 on others: 2^60 separates the two.
    private static DateTime? CreatedAt(ulong value) =>
        value > 1UL << 60 ? ServerTime.FromMilliseconds(value / 1_000_000) : ServerTime.FromHybrid(value);

    private static IEnumerable<Protocol.KeyValuePair> ToPairs(IReadOnlyDictionary<string, object?>? values) =>
        values?.Select(pair => ParameterText.ToPair(pair.Key, pair.Value)) ?? [];
}

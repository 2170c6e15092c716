using System.Management.Automation;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists databases with their properties.</summary>
/// <example><code>Get-MilvusDatabase</code>Lists the databases of the server.</example>
/// <example><code>(Get-MilvusDatabase books).Property</code>Returns the properties of a database.</example>
/// <example>
/// <code>Get-MilvusDatabase | ForEach-Object { Get-MilvusCollection -Database $_.Name }</code>
/// Lists the collections of all databases.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusDatabase", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusDatabase.md")]
[OutputType(typeof(Database))]
public sealed class GetMilvusDatabaseCommand : GetCommand<Database>
{
    private protected override IReadOnlyList<Database> List(Database? item) =>
        [.. Await(GetClient(item).ListDatabasesAsync, GetCall(item)).Select(name => new Database { Name = name })];

    private protected override Database Find(string name, Database? item) =>
        Await((call, token) => GetClient(item).DescribeDatabaseAsync(call, name, token), GetCall(item));

    // The list contains only names. Describing a database requires another privilege.
    private protected override async Task<Database> CompleteAsync(
        MilvusClient client,
        CallContext call,
        Database listed,
        CancellationToken token) =>
        await BestEffort.TryReadAsync<Database>(
            call,
            $"Database {listed.Name}",
            async () => await client.DescribeDatabaseAsync(call, listed.Name, token).ConfigureAwait(false)).ConfigureAwait(false)
        ?? listed;
}

using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops databases. The server refuses one that still has collections, and the one named default.</summary>
/// <example><code>Remove-MilvusDatabase books</code>Asks, then drops the database.</example>
/// <example><code>Get-MilvusDatabase test_* | Remove-MilvusDatabase -WhatIf</code>Shows which databases would be dropped.</example>
/// <example>
/// <code>Get-MilvusCollection -Database books | Remove-MilvusCollection; Remove-MilvusDatabase books</code>
/// Empties a database, then drops it.
/// </example>
[Cmdlet(VerbsCommon.Remove, "MilvusDatabase", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusDatabase.md")]
public sealed class RemoveMilvusDatabaseCommand : NamedCommand<Database>
{
    private protected override void Act(string name, Database? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        TryRead<Database>(
            $"Database {name}",
            async (call, token) => await client.DescribeDatabaseAsync(call, name, token).ConfigureAwait(false),
            context);
        if (ShouldProcess($"database {name} on {GetConnection(item).Place}", "Drop database"))
        {
            Await((call, token) => client.DropDatabaseAsync(call, name, token), context);
        }
    }
}

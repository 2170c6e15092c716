using System.Collections;
using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Values;

namespace Milvus;

/// <summary>Sets and removes properties of databases.</summary>
/// <example><code>Set-MilvusDatabase books -Property @{ 'database.max.collections' = 10 }</code>Sets a property.</example>
/// <example><code>Set-MilvusDatabase books -RemoveProperty database.max.collections</code>Removes it.</example>
/// <example>
/// <code>Get-MilvusDatabase team_* | Set-MilvusDatabase -Property @{ 'database.replica.number' = 1 } -PassThru</code>
/// Sets a property of several databases and shows them.
/// </example>
[Cmdlet(VerbsCommon.Set, "MilvusDatabase", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusDatabase.md")]
[OutputType(typeof(Database))]
public sealed class SetMilvusDatabaseCommand : ChangeCommand<Database>
{
    /// <summary>Properties to set. Booleans are sent as true and false, lists as JSON.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Property { get; set; }

    /// <summary>Properties to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveProperty { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => PropertyChange.Check(Property, RemoveProperty);

    private protected override void Act(string name, Database? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess(
                $"database {name} on {GetConnection(item).Place}",
                PropertyChange.Describe(ReadTable(nameof(Property)), RemoveProperty)))
        {
            return;
        }

        foreach (var (set, remove) in PropertyChange.ToRequests(ReadTable(nameof(Property)), RemoveProperty))
        {
            Await((call, token) => client.AlterDatabaseAsync(call, name, set, remove, token), context);
        }

        Show(item, new Database { Name = name }, (call, token) => client.DescribeDatabaseAsync(call, name, token), "Database");
    }
}

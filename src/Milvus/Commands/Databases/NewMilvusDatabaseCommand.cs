using System.Collections;
using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Settings;

namespace Milvus;

/// <summary>Creates databases.</summary>
/// <example><code>New-MilvusDatabase books</code>Creates a database.</example>
/// <example><code>New-MilvusDatabase books -Property @{ 'database.max.collections' = 10 }</code>Creates one with a limit.</example>
/// <example><code>New-MilvusDatabase books; Use-MilvusDatabase books</code>Creates one and works in it.</example>
[Cmdlet(VerbsCommon.New, "MilvusDatabase", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = CmdletPages.Folder + "New-MilvusDatabase.md")]
[OutputType(typeof(Database))]
public sealed class NewMilvusDatabaseCommand : NewCommand
{
    /// <summary>Properties, for example @{ 'database.replica.number' = 2 }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Property { get; set; }

    private protected override void Create(string name)
    {
        if (ShouldProcess($"database {name} on {Connected.Place}", "Create database"))
        {
            Await((call, token) => Client.CreateDatabaseAsync(call, name, ReadTable(nameof(Property)), token));
            var asked = new Database { Name = name };
            var made = ReadBack($"Database {name} is created", asked, (call, token) => Client.DescribeDatabaseAsync(call, name, token));
            if (Property is { Count: > 0 } && made.Property.Count == 0 && !ReferenceEquals(made, asked))
            {
                WriteWarning(
                    $"{Connected.Address} created database {name} without its properties: this version of the server does not support them."
                );
            }

            WriteObject(Mark(made));
        }
    }
}

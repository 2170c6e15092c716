using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Sets the default database of a connection.</summary>
/// <remarks>Only this connection changes. Other connections to the same server, and cmdlets with -Database, are not affected.</remarks>
/// <example><code>Use-MilvusDatabase books</code>From now on the current connection works in the database books.</example>
/// <example><code>Use-MilvusDatabase books -Connection production</code>The same for a connection with a name.</example>
/// <example><code>New-MilvusDatabase drafts | Use-MilvusDatabase</code>Creates a database and works in it.</example>
/// <example><code>Use-MilvusDatabase default</code>Returns to the database that every server has.</example>
[Cmdlet(VerbsOther.Use, "MilvusDatabase", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Use-MilvusDatabase.md")]
[OutputType(typeof(MilvusConnection))]
public sealed class UseMilvusDatabaseCommand : ConnectedCommand
{
    /// <summary>The database; it must exist.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(DatabaseNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The database as Get-MilvusDatabase returns it; the connection it came from changes.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Database? InputObject { get; set; }

    /// <summary>Writes the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        var name = InputObject?.Name ?? Name;
        var client = GetClient(InputObject);
        Await((call, token) => client.UseDatabaseAsync(call, name, token), Call);
        if (PassThru)
        {
            WriteObject(GetConnection(InputObject));
        }
    }
}

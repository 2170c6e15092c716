using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Makes a database the one that calls of a connection use when they name none.</summary>
/// <remarks>Only this connection changes. Other connections to the same server, and cmdlets with -Database, are not affected.</remarks>
/// <example><code>Use-MilvusDatabase books</code>From now on the current connection works in the database books.</example>
/// <example><code>Use-MilvusDatabase books -Connection production</code>The same for a connection by name.</example>
/// <example><code>Use-MilvusDatabase default</code>Back to the database every server has.</example>
[Cmdlet(VerbsOther.Use, "MilvusDatabase")]
[OutputType(typeof(MilvusConnection))]
public sealed class UseMilvusDatabaseCommand : ConnectedCommand
{
    /// <summary>The database; it has to exist.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DatabaseNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>Writes the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        Await((call, token) => Client.UseDatabaseAsync(call, Name, token));
        if (PassThru)
        {
            WriteObject(Connected);
        }
    }
}

using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Milvus.Completion;
using Milvus.Connections;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Lists the connections of this session.</summary>
/// <example>
/// <code>Get-MilvusConnection</code>
/// Lists all open connections of this session. A star marks the current one, which Use-MilvusConnection chooses.
/// </example>
/// <example><code>Get-MilvusConnection -Current</code>Shows the connection that cmdlets use by default.</example>
/// <example><code>Get-MilvusConnection lab* | Disconnect-Milvus</code>Closes the connections whose names begin with lab.</example>
[Cmdlet(VerbsCommon.Get, "MilvusConnection", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusConnection.md")]
[OutputType(typeof(MilvusConnection))]
public sealed class GetMilvusConnectionCommand : MilvusCommand
{
    private const string ByName = "Name";

    /// <summary>Names, with wildcards; all connections when left out. A name without wildcards that does not exist is an error.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [OnlyIn(ByName)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only the current connection.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Current")]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (Current)
        {
            WriteObject(RunspaceConnections.CurrentOrError);
            return;
        }

        var all = RunspaceConnections.Find(Runspace.DefaultRunspace)?.All ?? [];
        var patterns = new List<WildcardPattern>();
        foreach (var name in Name ?? ["*"])
        {
            // The default name is the address, and an IPv6 address has brackets.
            if (all.Any(connection => connection.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                patterns.Add(NamePatterns.Create(WildcardPattern.Escape(name)));
            }
            else if (WildcardPattern.ContainsWildcardCharacters(name))
            {
                patterns.Add(NamePatterns.Create(name));
            }
            else
            {
                WriteError(ErrorRecords.From(MilvusConnection.CreateMissingError(name), name));
            }
        }

        foreach (var connection in all.Where(connection => patterns.Exists(pattern => pattern.IsMatch(connection.Name))))
        {
            WriteObject(connection);
        }
    }
}

using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Milvus.Completion;

namespace Milvus;

/// <summary>Lists the connections of this session.</summary>
/// <example><code>Get-MilvusConnection</code>Lists all open connections of this session; the current one is the last that was made.</example>
/// <example><code>Get-MilvusConnection -Current</code>Shows the connection that cmdlets use when none is named.</example>
/// <example><code>Get-MilvusConnection lab* | Disconnect-Milvus</code>Closes the connections whose names begin with lab.</example>
[Cmdlet(VerbsCommon.Get, "MilvusConnection", DefaultParameterSetName = ByName)]
[OutputType(typeof(MilvusConnection))]
public sealed class GetMilvusConnectionCommand : MilvusCommand
{
    private const string ByName = "Name";

    /// <summary>Names, with wildcards; all connections when left out.</summary>
    [Parameter(Position = 0)]
    [OnlyIn(ByName)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only the connection that is used when none is named.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Current")]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (Current)
        {
            WriteObject(RunspaceConnections.Current ?? throw new MilvusException(MilvusErrorId.NotConnected, "There is no connection to Milvus.")
            {
                RecommendedAction = "Connect first with Connect-Milvus.",
            });
            return;
        }

        var patterns = Name?.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToList();
        var all = RunspaceConnections.Of(Runspace.DefaultRunspace)?.All ?? [];
        WriteObject(all.Where(connection => patterns?.Exists(pattern => pattern.IsMatch(connection.Name)) ?? true), enumerateCollection: true);
    }
}

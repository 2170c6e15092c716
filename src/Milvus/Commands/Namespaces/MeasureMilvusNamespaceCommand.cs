using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Shows the number of rows and the size of namespaces.</summary>
/// <example><code>Measure-MilvusNamespace words acme</code>Shows the server's estimate.</example>
/// <example><code>Measure-MilvusNamespace words acme -Exact</code>Counts the rows.</example>
/// <example>
/// <code>Get-MilvusNamespace words | Measure-MilvusNamespace | Sort-Object RowCount</code>
/// Measures all namespaces of a collection.
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusNamespace", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Measure-MilvusNamespace.md")]
[OutputType(typeof(NamespaceStatistics))]
public sealed class MeasureMilvusNamespaceCommand : NamedInCollectionCommand<Namespace>
{
    /// <summary>Counts the rows exactly.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    private protected override void Act(string collection, string name, Namespace? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var statistics = Await((call, token) => client.GetNamespaceStatisticsAsync(call, collection, name, Exact, token), context);
        Write(statistics, item);
    }
}

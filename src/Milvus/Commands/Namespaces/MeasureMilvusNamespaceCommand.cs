using System.Management.Automation;

namespace Milvus;

/// <summary>Tells how many rows namespaces have, and how large they are.</summary>
/// <example><code>Measure-MilvusNamespace words acme</code>The server's estimate.</example>
/// <example><code>Measure-MilvusNamespace words acme -Exact</code>The rows counted.</example>
/// <example>
/// <code>Get-MilvusNamespace words | Measure-MilvusNamespace | Sort-Object RowCount</code>
/// Of all namespaces of a collection.
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusNamespace", DefaultParameterSetName = ByName)]
[OutputType(typeof(NamespaceStatistics))]
public sealed class MeasureMilvusNamespaceCommand : NamedInCollectionCommand<Namespace>
{
    /// <summary>Has the rows counted.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    private protected override void Act(string collection, string name, Namespace? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var statistics = Await((call, token) => client.GetNamespaceStatisticsAsync(call, collection, name, Exact, token), context);
        Write(statistics, item);
    }
}

using System.Management.Automation;

namespace Milvus;

/// <summary>Tells how many rows collections have.</summary>
/// <example><code>Measure-MilvusCollection words</code>The server's statistic: sealed rows, deleted ones too.</example>
/// <example><code>Measure-MilvusCollection words -Exact</code>Counts the rows; the collection has to be loaded.</example>
/// <example><code>Get-MilvusCollection | Measure-MilvusCollection | Sort-Object RowCount -Descending</code>The largest collections first.</example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusCollection", DefaultParameterSetName = ByName)]
[OutputType(typeof(RowStatistics))]
public sealed class MeasureMilvusCollectionCommand : EachCollectionCommand
{
    /// <summary>Counts the rows with a query instead of asking for the statistic.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    private protected override void Act(string name, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var rows = Await((call, token) => client.GetRowCountAsync(call, name, Exact, token), context);
        WriteObject(Mark(new RowStatistics { Collection = name, RowCount = rows, Exact = Exact }, ConnectionOf(item), context.Database));
    }
}

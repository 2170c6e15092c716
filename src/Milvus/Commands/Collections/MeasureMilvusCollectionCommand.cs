using System.Management.Automation;

namespace Milvus;

/// <summary>Tells how many rows collections have.</summary>
/// <remarks>
/// The rows are counted where they can be: in a loaded collection. Otherwise RowCount is the server's statistic and Exact is false. The
/// statistic leaves out rows that were just written, and counts deleted ones.
/// </remarks>
/// <example>
/// <code>Measure-MilvusCollection words</code>
/// Counts the rows, or gives the server's statistic of a collection that is not loaded.
/// </example>
/// <example><code>Measure-MilvusCollection words -Exact</code>Counts the rows, and fails where they cannot be counted.</example>
/// <example>
/// <code>Get-MilvusCollection | Measure-MilvusCollection | Sort-Object RowCount -Descending</code>
/// The largest collections first.
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusCollection", DefaultParameterSetName = ByName)]
[OutputType(typeof(RowStatistics))]
public sealed class MeasureMilvusCollectionCommand : EachCollectionCommand
{
    /// <summary>Fails instead of giving the statistic where the rows cannot be counted.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <summary>Asks only for the server's statistic, which costs next to nothing and is not exact.</summary>
    [Parameter]
    public SwitchParameter Statistic { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => RowCounts.CheckChoice(Exact, Statistic);

    private protected override void Act(string name, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var counted = Statistic ? null
            : Exact ? Await((call, token) => client.CountAllAsync(call, name, token), context)
            : Await((call, token) => RowCounts.OfCollectionAsync(client, call, name, token), context);
        var rows = counted ?? Await((call, token) => client.GetRowCountAsync(call, name, token), context);
        var statistics = new RowStatistics { Collection = name, RowCount = rows, Exact = counted is not null };
        Write(statistics, item);
    }
}

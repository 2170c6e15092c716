using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Counts the rows of collections.</summary>
/// <remarks>
/// The rows of a loaded collection are counted. Otherwise RowCount is the server's statistic and Exact is false. The
/// statistic omits rows that were just written, and includes deleted ones.
/// </remarks>
/// <example>
/// <code>Measure-MilvusCollection words</code>
/// Counts the rows, or returns the server's statistic for a collection that is not loaded.
/// </example>
/// <example><code>Measure-MilvusCollection words -Exact</code>Counts the rows, and fails if they cannot be counted.</example>
/// <example>
/// <code>Get-MilvusCollection | Measure-MilvusCollection | Sort-Object RowCount -Descending</code>
/// Lists the collections, the largest first.
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusCollection", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Measure-MilvusCollection.md")]
[OutputType(typeof(RowStatistics))]
public sealed class MeasureMilvusCollectionCommand : EachCollectionCommand
{
    /// <summary>Fails if the rows cannot be counted, instead of returning the statistic.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <summary>Returns only the server's statistic, which is cheap but not exact.</summary>
    [Parameter]
    public SwitchParameter Statistic { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => RowCounts.CheckChoice(Exact, Statistic);

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var counted = Statistic ? null
            : Exact ? Await((call, token) => client.CountAllAsync(call, name, token), context)
            : Await((call, token) => RowCounts.CountCollectionAsync(client, call, name, token), context);
        var rows = counted ?? Await((call, token) => client.GetRowCountAsync(call, name, token), context);
        var statistics = new RowStatistics { Collection = name, RowCount = rows, Exact = counted is not null };
        Write(statistics, item);
    }
}

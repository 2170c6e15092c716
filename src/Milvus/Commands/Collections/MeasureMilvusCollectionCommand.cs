using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

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
/// <example>
/// <code>(Measure-MilvusCollection words -Where { $_.pos -ceq 'n' }).RowCount</code>
/// Counts the rows that match a condition.
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

    /// <summary>The filter for the rows to count, which must be loaded; all rows when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [FilterText]
    public string? Filter { get; set; }

    /// <inheritdoc cref="ReadingCommand.Where"/>
    [Parameter]
    [ValidateNotNull]
    [ConditionBlock]
    public ScriptBlock? Where { get; set; }

    /// <inheritdoc cref="ReadingCommand.FilterParameter"/>
    [Parameter]
    public Hashtable? FilterParameter { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => RowCounts.CheckChoice(Exact, Statistic, Filter is not null || Where is not null);

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var filter = Statistic ? null : ResolveFilter(client, context, name, Filter);
        var counted = Statistic ? null
            : filter is not null ? Await(
                (call, token) => client.CountMatchesAsync(call, name, filter, Tables.ReadFilterValues(FilterParameter), token), context)
            : Exact ? Await((call, token) => client.CountAllAsync(call, name, token), context)
            : Await((call, token) => RowCounts.CountCollectionAsync(client, call, name, token), context);
        var rows = counted ?? Await((call, token) => client.GetRowCountAsync(call, name, token), context);
        var statistics = new RowStatistics { Collection = name, RowCount = rows, Exact = counted is not null };
        Write(statistics, item);
        if (rows == 0)
        {
            HintAtKeys(client, context, name, filter);
        }
    }
}

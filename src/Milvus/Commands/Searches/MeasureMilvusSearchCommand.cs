using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Core.Types;
using Milvus.Measurements;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Measures recall and latency of search settings on the rows of a collection, and suggests one.</summary>
/// <remarks>
/// Stored rows, chosen at random, are the queries. Their nearest rows are found by comparing all rows here, so each vector is read once.
/// Then each setting searches for them, one query after the other, after one search that does not count. The recall is the share of the
/// nearest rows that a search finds; the row itself is not counted. Times include the way to the server. The suggested setting is the first
/// one with the target recall, so list settings from fast to thorough. Other load on the server changes the times, but not the recall.
/// about_Milvus_Indexes explains index types and settings.
/// </remarks>
/// <example><code>Measure-MilvusSearch words -QueryCount 3</code>Measures the usual settings of the index.</example>
/// <example>
/// <code>Measure-MilvusSearch words -Parameter @{ ef = 20, 40, 80 } -Limit 10 -TargetRecall 0.99 -QueryCount 3</code>
/// Measures three settings, and suggests the first one that finds 99 of 100 nearest rows.
/// </example>
/// <example>
/// <code>Measure-MilvusSearch words -Where { $_.category -gt 31 } -QueryCount 3 | Where-Object Suggested</code>
/// Suggests a setting for searches with a condition.
/// </example>
/// <example>
/// <code>$best = Measure-MilvusSearch words -QueryCount 3 | Where-Object Suggested
///     Search-MilvusEntity words $vector -Parameter $best.Setting</code>
/// Searches with the suggested setting.
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusSearch", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Measure-MilvusSearch.md")]
[OutputType(typeof(SearchMeasurement))]
public sealed class MeasureMilvusSearchCommand : InCollectionCommand<Collection>
{
    /// <summary>The vector field; optional if there is only one.</summary>
    [Parameter(Position = 1)]
    [Alias("VectorField")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VectorFieldCompleter))]
    public string? Field { get; set; }

    /// <summary>
    /// Search parameters as tables, each a setting. A list in a table stands for several settings: @{ ef = 16, 32, 64 }. When left out,
    /// usual values of ef, nprobe, search_list or drop_ratio_search, by the type of the index.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable[] Parameter { get; set; } = [];

    /// <summary>The number of hits of a query.</summary>
    [Parameter]
    [Alias("First")]
    [ValidateRange(1, 1000)]
    public int Limit { get; set; } = 10;

    /// <summary>The number of queries.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int QueryCount { get; set; } = 100;

    /// <summary>The recall that the suggested setting must reach.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double TargetRecall { get; set; } = 0.95;

    /// <summary>The number that determines which rows are chosen: the same rows for the same number.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <inheritdoc cref="ReadingCommand.Where"/>
    [Parameter]
    [ValidateNotNull]
    [ConditionBlock]
    public ScriptBlock? Where { get; set; }

    /// <summary>The filter for the rows that are searched, and chosen as queries; all rows when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [FilterText]
    public string? Filter { get; set; }

    /// <inheritdoc cref="ReadingCommand.FilterParameter"/>
    [Parameter]
    public Hashtable? FilterParameter { get; set; }

    /// <summary>The partitions to search; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string[]? Partition { get; set; }

    private protected override void Act(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var schema = Await((call, token) => client.DescribeCollectionAsync(call, collection, token), context);
        var field = SampledField.Find(schema, Field, "vector fields", _ => true);
        var index = Await((call, token) => client.ListIndexesAsync(call, schema.Name, token), context)
            .FirstOrDefault(index => index.Field == field.Name)
            ?? throw new MilvusException(MilvusErrorId.IndexNotFound, $"The vector field {field.Name} of {schema.Name} has no index.")
            {
                RecommendedAction = $"New-MilvusIndex {schema.Name} {field.Name} creates one.",
            };
        var type = IndexTypes.FindForField(index.IndexType, field.Type) ?? IndexTypes.Find(index.IndexType);
        var settings = (Parameter.Length > 0
            ? SearchSettings.Expand(ReadTables(nameof(Parameter)))
            : SearchSettings.ListDefaults(type, index, Limit + 1)).ToList();
        settings.ForEach(setting => SearchSettings.Check(setting, type, Limit));
        var rows = new QueryRequest
        {
            Filter = ResolveFilter(client, context, schema.Name, Filter),
            FilterParameters = Tables.ReadFilterValues(FilterParameter),
            Partitions = Partition,
        };
        Measure(new SearchMeasuring(client, context, schema, field, index, rows), settings, schema.Name, item);
    }

    private static WaitProgress CreateProgress(int done, int total, Dictionary<string, object?> setting) => new(
        100 * done / total,
        string.Create(CultureInfo.InvariantCulture, $"{Display.Table(setting)}: {done:N0} of {total:N0} searches"))
    {
        Done = done,
        Total = total,
        Unit = "searches",
    };

    private void Measure(SearchMeasuring measuring, List<Dictionary<string, object?>> settings, string collection, Collection? item)
    {
        var context = GetCall(item);
        var display = new WaitDisplay($"Measuring searches of {collection}");
        var queries = Await(token => measuring.ChooseAsync(QueryCount, Limit, Seed, display, token), context, display);
        if (queries.Count == 0)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"{collection} has fewer than two rows to compare.")
            {
                RecommendedAction = "Add rows, or use a condition that more rows match.",
            };
        }

        var best = 0.0;
        var isSuggested = false;
        var searching = new WaitDisplay($"Measuring searches of {collection}");
        for (var i = 0; i < settings.Count; i++)
        {
            var (setting, before) = (settings[i], i * queries.Count);
            Report(0);
            var measured = Await(token => measuring.MeasureAsync(queries, setting, Report, token), context, searching);
            measured.Suggested = !isSuggested && measured.Recall >= TargetRecall;
            isSuggested |= measured.Suggested;
            best = Math.Max(best, measured.Recall);
            Write(measured, item);
            void Report(int done) => searching.Report(CreateProgress(before + done, settings.Count * queries.Count, setting));
        }

        if (!isSuggested)
        {
            WriteWarning(string.Create(
                CultureInfo.InvariantCulture,
                $"No setting reaches the recall {TargetRecall}: the best has {best:0.000}. Try more thorough settings with -Parameter, or ")
                + "another index: Measure-MilvusIndex compares their memory.");
        }
    }
}

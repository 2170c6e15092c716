using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Defines one of the searches of a hybrid search, for Search-MilvusEntity -SubSearch.</summary>
/// <remarks>Nothing is sent. Settings of the whole search, such as partitions and output fields, belong to Search-MilvusEntity.</remarks>
/// <example><code>New-MilvusSearchRequest $vector -Field dense -Limit 50</code>Searches the 50 rows nearest to a vector.</example>
/// <example>
/// <code>New-MilvusSearchRequest -Text 'old music' -Field sparse -Filter 'year > 1950'</code>
/// Searches for these words among filtered rows.
/// </example>
/// <example>
/// <code>Search-MilvusEntity songs -SubSearch (New-MilvusSearchRequest $vector -Field dense),
///     (New-MilvusSearchRequest -Text 'old music' -Field sparse) -Ranker (New-MilvusRanker -Weight 0.6, 0.4)</code>
/// A hybrid search by meaning and by words.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusSearchRequest", DefaultParameterSetName = ByVector,
    HelpUri = CmdletPages.Folder + "New-MilvusSearchRequest.md")]
[OutputType(typeof(SubSearch))]
public sealed class NewMilvusSearchRequestCommand : MilvusCommand
{
    private const string ByVector = "Vector";
    private const string ByText = "Text";
    private const string ById = "Id";

    /// <summary>The query vector, or a list of vectors for many queries at once.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByVector)]
    [ValidateNotNull]
    public object? Vector { get; set; }

    /// <summary>Texts that a function of the collection, or else the embedder, turns into vectors; each is a query.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByText)]
    public string[]? Text { get; set; }

    /// <summary>Keys of rows; the vector of each is a query.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ById)]
    [AllowNull]
    [AllowEmptyCollection]
    public object[]? Id { get; set; }

    /// <summary>The vector field to search; optional if there is only one.</summary>
    [Parameter]
    [Alias("VectorField")]
    [ValidateNotNullOrEmpty]
    public string? Field { get; set; }

    /// <summary>The filter for the rows to search; all rows when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
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

    /// <summary>The number of hits for each query that are ranked.</summary>
    [Parameter]
    [Alias("First")]
    [ValidateRange(1, 16_384)]
    public int Limit { get; set; } = 10;

    /// <summary>The metric; that of the index when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricTypeCompleter))]
    public string? MetricType { get; set; }

    /// <summary>Search parameters of the index, for example @{ ef = 64 }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Parameter { get; set; }

    /// <summary>The outer bound of the range: the largest distance, or the smallest similarity.</summary>
    [Parameter]
    public double? Radius { get; set; }

    /// <summary>The inner bound of the range; nearer rows are excluded.</summary>
    [Parameter]
    public double? RangeFilter { get; set; }

    /// <summary>The analyzer for the text, if the field has several.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AnalyzerName { get; set; }

    /// <inheritdoc/>
    protected override void Process() => WriteObject(new SubSearch
    {
        Query = new VectorQuery
        {
            Vectors = Vector is null ? [] : QueryVectors.Split(Vector),
            Texts = Text,
            Ids = ParameterSetName != ById ? null : Array.ConvertAll(Id ?? [], id => EntityReader.Unwrap(id)!),
            Field = Field,
            Filter = Filter,
            Condition = Condition is { } condition ? condition.Translate : null,
            FilterParameters = Tables.ReadFilterValues(FilterParameter),
            Limit = Limit,
            MetricType = MetricType,
            Parameters = ReadTable(nameof(Parameter)),
            Radius = Radius,
            RangeFilter = RangeFilter,
            AnalyzerName = AnalyzerName,
            Unwrap = EntityReader.Unwrap,
        },
    });
}

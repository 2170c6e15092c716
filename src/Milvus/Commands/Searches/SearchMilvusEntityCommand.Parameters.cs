using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Transformations;

namespace Milvus;

public sealed partial class SearchMilvusEntityCommand
{
    private const string ByVector = "Vector";
    private const string ByText = "Text";
    private const string ById = "Id";
    private const string BySubSearch = "SubSearch";

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>
    /// The query vector: numbers, or JSON text; for a sparse vector a hashtable of index and value; or a list of vectors for many
    /// queries at once.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByVector)]
    [ValidateNotNull]
    public object? Vector { get; set; }

    /// <summary>
    /// Texts that are turned into vectors: by a function of the collection, for example BM25, otherwise by the embedder. Each is a query.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByText)]
    public string[]? Text { get; set; }

    /// <summary>
    /// The embedder that turns texts into vectors if no function of the collection does, as New-MilvusEmbedder returns it; that of the
    /// connection when left out.
    /// </summary>
    [Parameter]
    [OnlyIn(ByText, BySubSearch)]
    [ValidateNotNull]
    public MilvusEmbedder? Embedder { get; set; }

    /// <summary>Keys of rows of the collection; the vector of each is a query.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ById)]
    [AllowNull]
    [AllowEmptyCollection]
    public object[]? Id { get; set; } = [];

    /// <summary>Rows as Get-MilvusEntity returns them: each is a query with its own vector. Plain vectors are also accepted.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The searches of a hybrid search, as New-MilvusSearchRequest defines them; their hits are ranked together.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BySubSearch)]
    public SubSearch[] SubSearch { get; set; } = [];

    /// <summary>
    /// How hits are ranked, as New-MilvusRanker defines it. A hybrid search has one ranker, by default RRF. A plain search has one
    /// or more, which change the scores.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [DeserializedTransformation(IsDefinition = true)]
    public Ranker[] Ranker { get; set; } = [];

    /// <summary>How the scores of several rankers are combined: @{ boost_mode = 'Sum'; function_mode = 'Multiply' }.</summary>
    [Parameter]
    public Hashtable? ScoreParameter { get; set; }

    /// <summary>
    /// Steps that the server applies to the hits, as tables: see about_Milvus_Reads. In a hybrid search they replace the ranker.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable[] FunctionChain { get; set; } = [];

    /// <summary>The vector field to search; optional if there is only one.</summary>
    [Parameter]
    [Alias("VectorField")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VectorFieldCompleter))]
    public string? Field { get; set; }

    /// <summary>The filter for the rows to search; all rows when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [FilterText]
    public string? Filter { get; set; }

    /// <summary>The number of hits for each query. With -All, the number of hits of all pages together, by default unlimited.</summary>
    [Parameter]
    [Alias("First")]
    [ValidateRange(1, int.MaxValue)]
    public int Limit { get; set; } = 10;

    /// <summary>The number of hits to skip; together with the limit at most 16,384.</summary>
    [Parameter]
    [Alias("Skip")]
    [ValidateRange(0, 16_384)]
    public int Offset { get; set; }

    /// <summary>Returns all rows page by page, the nearest first; Select-Object -First ends the search.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>The number of hits per page, with -All.</summary>
    [Parameter]
    [ValidateRange(1, 16_384)]
    public int BatchSize { get; set; } = 1000;

    /// <summary>
    /// The form of the rows in the hits: Object, whose fields are also properties of the hit, or Hashtable, which is only in the property
    /// Entity, so that ConvertTo-Json writes each field once.
    /// </summary>
    [Parameter]
    public RowForm As { get; set; }

    /// <summary>
    /// With -All, a script block that decides about each hit ($_): hits with a false result are skipped and do not count for -Limit.
    /// </summary>
    [Parameter]
    public ScriptBlock? ExternalFilter { get; set; }

    /// <summary>The metric; that of the index when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricTypeCompleter))]
    public string? MetricType { get; set; }

    /// <summary>Search parameters of the index, for example @{ ef = 64 } or @{ nprobe = 16 }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Parameter { get; set; }

    /// <summary>The outer bound of the range: the largest distance, or the smallest similarity.</summary>
    [Parameter]
    public double? Radius { get; set; }

    /// <summary>The inner bound of the range; nearer rows are excluded.</summary>
    [Parameter]
    public double? RangeFilter { get; set; }

    /// <summary>
    /// Groups the hits by the values of these fields, and returns one hit per group unless -GroupSize is larger.
    /// </summary>
    [Parameter]
    [Alias("GroupByField")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScalarFieldCompleter))]
    public string[]? GroupBy { get; set; }

    /// <summary>The number of hits per group.</summary>
    [Parameter]
    [ValidateRange(1, 16_384)]
    public int? GroupSize { get; set; }

    /// <summary>Continues the search for groups that have fewer hits than -GroupSize.</summary>
    [Parameter]
    public SwitchParameter StrictGroupSize { get; set; }

    /// <summary>How the score of a group is computed from its hits in a hybrid search: max, sum or avg.</summary>
    [Parameter]
    [OnlyIn(BySubSearch)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GroupScorerCompleter))]
    public string? RankGroupScorer { get; set; }

    /// <summary>Fields to order the hits by instead of the score: field, field:asc or field:desc.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScalarFieldCompleter))]
    public string[]? OrderBy { get; set; }

    /// <summary>
    /// Buckets instead of hits: a table with Fields, Size, Metrics, Order, TopHits, SubAggregation; see about_Milvus_Reads.
    /// </summary>
    [Parameter]
    public Hashtable? Aggregation { get; set; }

    /// <summary>The highlighter for the texts of hits, as New-MilvusHighlighter defines it. Hits have the result in their property
    /// Highlight.</summary>
    [Parameter]
    [DeserializedTransformation(IsDefinition = true)]
    public SearchHighlighter? Highlighter { get; set; }

    /// <summary>Decimal places of the scores.</summary>
    [Parameter]
    [ValidateRange(0, 6)]
    public int? RoundDecimal { get; set; }

    /// <summary>The path in a JSON field to group by, for example /category.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JsonPath { get; set; }

    /// <summary>The type of the values at the JSON path, as Int64 or INT64, VarChar or VARCHAR.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JsonTypeCompleter))]
    public string? JsonType { get; set; }

    /// <summary>Values of another type at the JSON path are an error.</summary>
    [Parameter]
    public SwitchParameter StrictCast { get; set; }

    /// <summary>A hint for the server's plan, for example iterative_filter.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SearchHintCompleter))]
    public string? Hint { get; set; }

    /// <summary>The analyzer for the text, if the field has several.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AnalyzerName { get; set; }

    /// <summary>Keeps the order of the hits stable when pages are read with -Offset.</summary>
    [Parameter]
    public SwitchParameter KeepPageOrder { get; set; }

    /// <summary>Each query is a list of vectors, for a search of the vectors in arrays of structs.</summary>
    [Parameter]
    [OnlyIn(ByVector)]
    public SwitchParameter EmbeddingList { get; set; }
}

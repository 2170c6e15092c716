using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Searches a collection for the rows nearest to vectors, or to rows from the pipeline.</summary>
/// <example><code>Search-MilvusEntity words $vector -Limit 5 -OutputField lemma, gloss</code>The five rows nearest to a vector.</example>
/// <example><code>Get-MilvusEntity words -Filter 'lemma == "music"' | Search-MilvusEntity words</code>More like this: rows from the pipeline are the queries.</example>
/// <example><code>Search-MilvusEntity words $vector -Filter 'pos == "verb"' -Parameter @{ ef = 64 }</code>Only among verbs, and more thoroughly.</example>
[Cmdlet(VerbsCommon.Search, "MilvusEntity", DefaultParameterSetName = ByVector)]
[OutputType(typeof(SearchHit))]
public sealed class SearchMilvusEntityCommand : CollectionCommand
{
    private const string ByVector = "Vector";

    private int queries;
    private string? field;

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>
    /// The query vector: numbers, or JSON text; for a sparse vector a hashtable of index and value; or a list of vectors for many
    /// queries at once.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByVector)]
    [ValidateNotNull]
    public object? Vector { get; set; }

    /// <summary>Rows as Get-MilvusEntity gives them: each is a query with its own vector. Plain vectors are taken too.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The vector field to search; it can be left out when there is only one.</summary>
    [Parameter]
    [Alias("VectorField")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string? Field { get; set; }

    /// <summary>Which rows to search; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Filter { get; set; }

    /// <summary>Values for the {names} in the filter. A value is data, whatever it contains.</summary>
    [Parameter]
    public Hashtable? FilterParameter { get; set; }

    /// <summary>Hits for each query.</summary>
    [Parameter]
    [Alias("First")]
    [ValidateRange(1, 16_384)]
    public int Limit { get; set; } = 10;

    /// <summary>Hits to pass over; with the limit at most 16,384.</summary>
    [Parameter]
    [Alias("Skip")]
    [ValidateRange(0, 16_384)]
    public int Offset { get; set; }

    /// <summary>The fields to return; all but vectors when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string[]? OutputField { get; set; }

    /// <summary>The partitions to search; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string[]? Partition { get; set; }

    /// <summary>The metric; the index' own when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricTypeCompleter))]
    public string? MetricType { get; set; }

    /// <summary>Search parameters of the index, for example @{ ef = 64 }, @{ nprobe = 16 } or @{ radius = 0.4; range_filter = 0.9 }.</summary>
    [Parameter]
    public Hashtable? Parameter { get; set; }

    /// <summary>Returns at most one hit for each value of this field.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string? GroupByField { get; set; }

    /// <summary>Decimal places of the scores.</summary>
    [Parameter]
    [ValidateRange(0, 6)]
    public int? RoundDecimal { get; set; }

    /// <summary>How fresh: Strong, Session, Bounded, Eventually. When left out, never older than this connection's own writes.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConsistencyLevelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ConsistencyLevel { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByVector)
        {
            Search(QueryVectors.Of(Vector!));
            return;
        }

        foreach (var row in InputObject)
        {
            ForItem(row, () => Search([VectorOf(row)]));
        }
    }

    private object VectorOf(PSObject row)
    {
        if (row.BaseObject is string || QueryVectors.IsVector(row.BaseObject))
        {
            return row.BaseObject;
        }

        field ??= Field ?? OnlyVectorField();
        return EntityReader.Value(row, field) ?? throw new MilvusException(
            MilvusErrorId.InvalidVector,
            $"The row from the pipeline has no {field} to search with.")
        {
            Field = field,
            RecommendedAction = $"Read it with its vector: Get-MilvusEntity {Collection} -OutputField {field}, or all fields.",
        };
    }

    private string OnlyVectorField()
    {
        var schema = Await((call, token) => Client.GetSchemaAsync(call, Collection, token));
        var vectors = schema.Field.Where(candidate => candidate.Type is >= DataType.BinaryVector and <= DataType.Int8Vector).ToList();
        return vectors.Count == 1
            ? vectors[0].Name
            : throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"Collection {Collection} has {vectors.Count} vector fields ({string.Join(", ", vectors)}): name one with -Field.");
    }

    private void Search(IReadOnlyList<object> vectors)
    {
        var first = queries;
        queries += vectors.Count;
        var query = new VectorQuery
        {
            Vectors = vectors,
            Field = Field ?? field,
            Filter = Filter,
            FilterParameters = Tables.ToDictionary(FilterParameter),
            Limit = Limit,
            Offset = Offset,
            OutputFields = OutputField,
            Partitions = Partition,
            MetricType = MetricType,
            Parameters = Tables.ToDictionary(Parameter),
            GroupByField = GroupByField,
            RoundDecimal = RoundDecimal,
            ConsistencyLevel = ConsistencyLevel,
        };
        var origin = new EntityOrigin(Connected, Database ?? Connected.Database, Collection);
        foreach (var hit in Await((call, token) => Client.SearchAsync(call, Collection, query, token)))
        {
            hit.Query += first;
            WriteObject(HitWriter.ToObject(Mark(hit), origin));
        }
    }
}

using System.Management.Automation;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Searches a collection for the rows nearest to vectors, texts, rows by their keys, or rows from the pipeline.</summary>
/// <remarks>
/// Read properties of several hits with ForEach-Object, for example $hits | ForEach-Object Rank: $hits.Rank is the rank of the array.
/// about_Milvus_Reads describes consistency, hybrid searches, aggregations and function chains, about_Milvus_Embedding searches by words.
/// </remarks>
/// <example><code>Search-MilvusEntity words $vector -Limit 5 -OutputField lemma, gloss</code>The five rows nearest to a vector.</example>
/// <example>
/// <code>Get-MilvusEntity words -Filter 'lemma == "music"' | Search-MilvusEntity words</code>
/// Finds similar rows: rows from the pipeline are the queries.
/// </example>
/// <example>
/// <code>Search-MilvusEntity words -Text 'hunting dog' -Field vector -Embedder $embedder -Limit 3</code>
/// Finds the rows whose meaning is near to words; see New-MilvusEmbedder.
/// </example>
/// <example>
/// <code>Search-MilvusEntity words $vector -Filter 'pos == "verb"' -Parameter @{ ef = 64 }</code>
/// Searches only verbs, with a higher recall.
/// </example>
/// <example>
/// <code>Search-MilvusEntity words $vector -Where { $_.pos -ceq 'verb' -and -not ($_.lemma -clike 'a*') }</code>
/// The same with a condition of PowerShell, which is translated into a filter.
/// </example>
/// <example>
/// <code>Search-MilvusEntity words $vector -Radius 0.5 -RangeFilter 0.9</code>
/// Returns hits with similarities between 0.5 and 0.9. For distances, the radius is the larger number.
/// </example>
/// <example>
/// <code>Search-MilvusEntity songs -SubSearch (New-MilvusSearchRequest $vector -Field dense),
///     (New-MilvusSearchRequest -Text 'old music' -Field sparse) -Ranker (New-MilvusRanker -Rrf)</code>
/// A hybrid search by meaning and by words.
/// </example>
/// <example>
/// <code>Search-MilvusEntity shop $vector -Limit 50 -FunctionChain @{ Stage = 'L2_RERANK'; Ops = @(@{ Sort = 'price';
///     Descending = $false }, @{ Limit = 10 }) }</code>
/// Returns the ten cheapest of the fifty nearest rows.
/// </example>
/// <example>
/// <code>Search-MilvusEntity songs -SubSearch (New-MilvusSearchRequest $vector -Field dense),
///     (New-MilvusSearchRequest -Text 'old music' -Field sparse) -FunctionChain @{ Stage = 'L2_RERANK';
///     Ops = @(@{ Merge = 'rrf' }, @{ Map = 'old'; Function = 'decay'; Column = 'year'; Parameter = @{ function = 'gauss'; origin = 1960;
///     scale = 10 } }, @{ Map = '$score'; Function = 'num_combine'; Column = '$score', 'old' }, @{ Sort = '$score' }) }</code>
/// A hybrid search that prefers songs of about 1960.
/// </example>
/// <example>
/// <code>Search-MilvusEntity words $vector -All -ExternalFilter { $_.lemma.Length -lt 5 } -Limit 20</code>
/// Reads rows, the nearest first, until twenty short words are found.
/// </example>
/// <example>
/// <code>Search-MilvusEntity shop $vector -Aggregation @{ Fields = 'brand'; Size = 5; Metrics = @{ price = @{ avg = 'price' } } }</code>
/// Returns the brands of the nearest rows with their mean price.
/// </example>
[Cmdlet(VerbsCommon.Search, "MilvusEntity", DefaultParameterSetName = ByVector, HelpUri = CmdletPages.Folder + "Search-MilvusEntity.md")]
[OutputType(typeof(SearchHit), typeof(AggregationBucket))]
public sealed partial class SearchMilvusEntityCommand : ReadingCommand
{
    private int _queries;
    private bool _isChecked;
    private bool _hasHinted;
    private string? _field;

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (!All && (ExternalFilter is not null || MyInvocation.BoundParameters.ContainsKey(nameof(BatchSize))))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "-ExternalFilter and -BatchSize require -All.");
        }

        if (All && Aggregation is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-Aggregation returns buckets, not pages: omit -All.");
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (!_isChecked)
        {
            _isChecked = true;
            WarnUnused(ReadTable(nameof(Parameter)), Field);
            Array.ForEach(SubSearch, search => WarnUnused(search.Query.Parameters, search.Query.Field));
        }

        switch (ParameterSetName)
        {
            case ByVector:
                Search(Query() with { Vectors = EmbeddingList ? Lists(Vector!) : QueryVectors.Split(Vector!) });
                break;

            case ByText:
                Search(EmbedTexts(Query() with { Texts = Text }));
                break;

            case ById:
                Search(Query() with { Ids = Array.ConvertAll(Id ?? [], id => EntityReader.Unwrap(id)!) });
                break;

            case BySubSearch:
                SearchHybrid();
                break;

            default:
                foreach (var row in InputObject)
                {
                    ForItem(row, () => Search(Query() with { Vectors = [VectorOf(row)], Field = Field ?? _field }));
                }

                break;
        }
    }

    private VectorQuery Query() => new()
    {
        Field = Field,
        Filter = ResolveFilter(Client, Call, Collection, Filter),
        FilterParameters = Tables.ReadFilterValues(FilterParameter),
        Limit = All ? BatchSize : Limit,
        Offset = Offset,
        OutputFields = ReadOutputFields(Client, Call, Collection),
        Partitions = Partition,
        MetricType = MetricType,
        Parameters = ReadTable(nameof(Parameter)),
        Radius = Radius,
        RangeFilter = RangeFilter,
        GroupBy = GroupBy,
        GroupSize = GroupSize,
        StrictGroupSize = StrictGroupSize,
        OrderBy = OrderBy,
        RoundDecimal = RoundDecimal,
        JsonPath = JsonPath,
        JsonType = JsonType,
        StrictCast = StrictCast,
        Hint = Hint,
        AnalyzerName = AnalyzerName,
        KeepPageOrder = KeepPageOrder,
        Rankers = ParameterSetName == BySubSearch ? [] : Ranker,
        ScoreParameters = ReadTable(nameof(ScoreParameter)),
        FunctionChains = ReadTables(nameof(FunctionChain)),
        Highlighter = Highlighter,
        Aggregation = ReadTable(nameof(Aggregation)),
        EmbeddingList = EmbeddingList,
        ConsistencyLevel = ConsistencyLevel,
        GuaranteeTimestamp = GuaranteeTimestamp,
        IgnoreGrowing = IgnoreGrowing,
        TimeZone = TimeZone,
        TimeFields = TimeField,
        Namespace = Namespace,
        ClusterId = Cluster,
        Unwrap = EntityReader.Unwrap,
    };

    private static IReadOnlyList<object> Lists(object given)
    {
        // One query is a list of vectors; several queries are a list of such lists.
        var lists = QueryVectors.Split(given);
        return lists.Count > 0 && lists.All(QueryVectors.IsVector) ? [lists] : lists;
    }

    private object VectorOf(PSObject row)
    {
        if (row.BaseObject is string || QueryVectors.IsVector(row.BaseObject))
        {
            return row.BaseObject;
        }

        if (row.BaseObject is ValueType)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidVector,
                $"'{row}' is {ValueNames.Describe(row.BaseObject)}, not a vector: the pipeline passes the numbers of a list one by one.")
            {
                RecommendedAction = $"Specify the vector as an argument: Search-MilvusEntity {Collection} (0.1, 0.2). Use -Id for keys: "
                    + $"Search-MilvusEntity {Collection} -Id 1, 2.",
            };
        }

        _field ??= Field ?? OnlyVectorField();
        return PipedHit.ReadPairs(row, null).FirstOrDefault(pair => pair.Key == _field).Value
            ?? StoredVector(row, _field)
            ?? throw new MilvusException(
                MilvusErrorId.InvalidVector,
                $"The row from the pipeline has no {_field} to search with, and collection {Collection} does not contain its key.")
            {
                Field = _field,
                RecommendedAction = $"Read it with its vector: Get-MilvusEntity {Collection} -OutputField {_field}, or all fields.",
            };
    }

    // A row that was read without its vector still has its key.
    private object? StoredVector(PSObject row, string vector)
    {
        var schema = Await((call, token) => Client.GetSchemaAsync(call, Collection, token));
        if (
            PipedHit.ReadPairs(row, schema.PrimaryKey!.Name).FirstOrDefault(pair => pair.Key == schema.PrimaryKey.Name).Value is not { } key
        )
        {
            return null;
        }

        var request = new QueryRequest { Ids = [key], OutputFields = [vector], ConsistencyLevel = ConsistencyLevel, Namespace = Namespace };
        var found = Await(async (call, token) =>
        {
            await foreach (var page in Client.QueryAsync(call, Collection, request, token).ConfigureAwait(false))
            {
                return page.GetRow(0).FirstOrDefault(pair => pair.Key == vector).Value;
            }

            return null;
        });
        return found;
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

    private void Search(VectorQuery query)
    {
        var first = _queries;
        _queries += query.Count;
        if (Aggregation is not null)
        {
            foreach (var bucket in Await((call, token) => Client.AggregateAsync(call, Collection, query, token)))
            {
                bucket.Query += first;
                Finish(bucket);
                WriteObject(bucket);
            }
        }
        else if (All)
        {
            SearchAll(query, first);
        }
        else
        {
            var hits = Await((call, token) => Client.SearchAsync(call, Collection, query, token));
            Write(hits, first);
            HintIfNone(hits.Count, query);
        }
    }

    // A search without hits: once, however many queries are piped.
    private void HintIfNone(int hits, VectorQuery query)
    {
        if (hits == 0 && query is { Filter: not null, Offset: 0 } && !_hasHinted)
        {
            _hasHinted = true;
            HintAtKeys(Client, Call, Collection, query.Filter);
        }
    }

    private void SearchAll(VectorQuery query, int first)
    {
        var left = MyInvocation.BoundParameters.ContainsKey(nameof(Limit)) ? Limit : int.MaxValue;
        var pages = Client.SearchPagesAsync(Call, Collection, query, StopToken).GetAsyncEnumerator(StopToken);
        try
        {
            var found = 0;
            while (left > 0 && Await(_ => pages.MoveNextAsync().AsTask(), Call))
            {
                found += pages.Current.Count;
                left -= Write(pages.Current, first, left);
            }

            HintIfNone(found, query);
        }
        finally
        {
            // Also when Select-Object -First has enough rows: no further page is requested.
            pages.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private void SearchHybrid()
    {
        string[] own =
        [
            nameof(Field),
            nameof(Filter),
            nameof(Where),
            nameof(FilterParameter),
            nameof(MetricType),
            nameof(Parameter),
            nameof(Radius),
            nameof(RangeFilter),
            nameof(AnalyzerName),
        ];
        string[] never = [nameof(All), nameof(Aggregation), nameof(Highlighter), nameof(OrderBy), nameof(ScoreParameter)];
        if (own.Concat(never).FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } wrong)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                never.Contains(wrong)
                    ? $"A hybrid search does not support -{wrong}."
                    : $"Each search of a hybrid search has its own {wrong}: pass it to New-MilvusSearchRequest.");
        }

        if (Ranker.Length > 0 && FunctionChain.Length > 0)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "Rankers and function chains exclude each other.");
        }

        if (Ranker.Length > 1)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"A hybrid search has one ranker, but {Ranker.Length} were specified.");
        }

        // Without keys there are no queries, as in a search of one vector field.
        if (Array.TrueForAll(SubSearch, search => search.Query.Ids is { Count: 0 }))
        {
            return;
        }

        var query = new HybridQuery
        {
            Searches = Array.ConvertAll(SubSearch, search => Resolve(search.Query)),
            Ranker =
                FunctionChain.Length > 0
                    ? null
                    : Ranker.FirstOrDefault()
                        ?? new Ranker
                        {
                            Name = "rrf",
                            Strategy = "rrf",
                            Parameter = new Dictionary<string, object?> { ["k"] = 60 },
                        },
            Whole = Query(),
            RankGroupScorer = RankGroupScorer,
        };
        var hits = Await((call, token) => Client.HybridSearchAsync(call, Collection, query, token));
        Write(hits, 0);
        foreach (var search in query.Searches)
        {
            HintIfNone(hits.Count, search);
        }
    }

    // A search that was defined with -Where gets its filter, and one with -Text its vectors, when its collection is known.
    private VectorQuery Resolve(VectorQuery query) => EmbedTexts(query.Condition is { } translate
        ? query with
        {
            Filter = translate(
                Await((call, token) => Client.GetSchemaAsync(call, Collection, token)),
                Client.Has(ServerFeature.LikePatterns),
                WriteWarning,
                WriteVerbose),
        }
        : query);

    private int Write(IReadOnlyList<SearchHit> hits, int first, int most = int.MaxValue)
    {
        var written = 0;
        var writer = CreateWriter();
        foreach (var hit in hits)
        {
            var item = Finish(hit, first, writer);
            if (written < most && MatchesExternalFilter(item))
            {
                written++;
                WriteObject(item);
            }
        }

        return written;
    }

    private bool MatchesExternalFilter(PSObject hit) => ExternalFilter is null
        || LanguagePrimitives.IsTrue(ExternalFilter.InvokeWithContext(null, [new PSVariable("_", hit)], hit) switch
        {
            { Count: 1 } one => one[0],
            var several => several,
        });

    private HitWriter CreateWriter() => new(new EntityOrigin(Connected, Database ?? Connected.Database, Collection));

    private PSObject Finish(SearchHit hit, int first, HitWriter writer)
    {
        hit.Query += first;
        return As == RowForm.Hashtable ? HitWriter.ToHashtable(Mark(hit)) : writer.ToObject(Mark(hit));
    }

    private void Finish(AggregationBucket bucket)
    {
        Mark(bucket);
        var writer = CreateWriter();
        foreach (var hit in bucket.Hit)
        {
            Finish(hit, bucket.Query - hit.Query, writer);
        }

        foreach (var inner in bucket.Bucket)
        {
            inner.Query = bucket.Query;
            Finish(inner);
        }
    }
}

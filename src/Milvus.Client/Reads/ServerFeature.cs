namespace Milvus.Client.Reads;

/// <summary>
/// What not every server has. An option that older servers pass over without a word, or misunderstand, gets an error instead of a
/// request that would do something else; for the others the client takes another way.
/// </summary>
/// <param name="Name">What a server calls it that lists its features when it is connected to.</param>
/// <param name="What">The feature, as an error names it.</param>
/// <param name="Since">The first version of Milvus that has it; null where no version has.</param>
/// <param name="Lite">Whether Milvus Lite supports it.</param>
/// <param name="Before">The first version of Milvus that no longer has it.</param>
/// <param name="Assumed">Whether a Milvus server has it whose version cannot be read.</param>
internal sealed record ServerFeature(
    string Name, string What, Version? Since, bool Lite, Version? Before = null, bool Assumed = true)
{
    /// <summary>The key under which a server lists its features in the reserved part of what it says of itself.</summary>
    internal const string ListKey = "features";

    private static readonly Version _always = new(0, 0);

    internal static ServerFeature QueryOrder { get; } = new("query_order", "ordered and grouped queries", new Version(2, 6), false);

    internal static ServerFeature PartialUpsert { get; } = new("partial_upsert", "partial upserts", new Version(2, 6), true);

    internal static ServerFeature SearchByKeys { get; } =
        new("search_by_keys", "searches by the keys of rows", new Version(2, 6), false);

    internal static ServerFeature SearchOrder { get; } = new("search_order", "an order of hits by fields", new Version(2, 6), true);

    internal static ServerFeature Rankers { get; } = new("rankers", "rankers that are functions", new Version(2, 6), true);

    internal static ServerFeature FunctionChains { get; } = new("function_chains", "function chains", new Version(3, 0), true);

    internal static ServerFeature HybridChains { get; } =
        new("hybrid_chains", "function chains of hybrid searches", new Version(3, 0), false);

    internal static ServerFeature Highlighters { get; } = new("highlighters", "highlighters", new Version(2, 6), false);

    internal static ServerFeature Aggregations { get; } = new("aggregations", "aggregations in searches", new Version(2, 6), false);

    internal static ServerFeature GroupSize { get; } = new("group_size", "the size of groups", new Version(2, 5), true);

    internal static ServerFeature SegmentStates { get; } = new("segment_states", "segments by state", new Version(3, 0), false);

    internal static ServerFeature CompactionList { get; } =
        new("compaction_list", "the compactions of a collection", new Version(3, 0), false);

    internal static ServerFeature FilterTemplates { get; } =
        new("filter_templates", "templates of filters", new Version(2, 5), false, Assumed: false);

    /// <summary>
    /// The timestamp of an iterator's page is the moment that is read. Milvus 2.3 does not know iterators, and takes it for a lower bound,
    /// as for any read.
    /// </summary>
    internal static ServerFeature ReadsAtMoments { get; } = new("reads_at_moments", "reads at a moment", new Version(2, 4), true);

    /// <summary>
    /// A page of a query with fewer rows than asked for is the last one, and an offset passes over rows only. Not on Milvus: it drops
    /// further rows of a key from a page without filling it, and ends a page if a segment has no more rows ready.
    /// </summary>
    internal static ServerFeature FullPages { get; } = new("full_pages", "full pages of queries", null, true);

    /// <summary>The same for the pages of a search that goes on by a token.</summary>
    internal static ServerFeature FullSearchPages { get; } = new("full_search_pages", "full pages of searches", null, false);

    /// <summary>
    /// Every write that was answered is visible to the next read, and moments are those of writes: there is nothing to wait for.
    /// </summary>
    internal static ServerFeature CurrentReads { get; } = new("current_reads", "reads without a delay", null, false);

    /// <summary>
    /// A flush of all collections can be one of a single database. Milvus 2.6 passes over the database of the request, and flushes
    /// everything.
    /// </summary>
    internal static ServerFeature FlushDatabase { get; } =
        new("flush_database", "a flush of one database", _always, false, new Version(2, 6), Assumed: false);

    /// <summary>Milvus Lite has no progress of a refresh: it never leaves 0, and its collection is loaded all the time.</summary>
    internal static ServerFeature RefreshProgress { get; } = new("refresh_progress", "the progress of a refresh", _always, false);

    /// <summary>The description of a collection has its aliases.</summary>
    internal static ServerFeature DescribedAliases { get; } = new("described_aliases", "aliases in descriptions", _always, false);

    /// <summary>Milvus Lite takes the request, passes over the database, and renames.</summary>
    internal static ServerFeature MoveCollection { get; } =
        new("move_collection", "moving collections between databases", _always, false);

    /// <summary>Searches of a range of distances, which lead through all rows where no token does.</summary>
    internal static ServerFeature RangeSearch { get; } = new("range_search", "searches of a range of distances", _always, false);

    /// <summary>Milvus Lite 3.2 answers count(*) with the rows of the whole collection, whatever partition is asked for.</summary>
    internal static ServerFeature PartitionCount { get; } = new("partition_count", "counts of a partition", _always, false);

    /// <summary>The features that a query requires of a server.</summary>
    internal static IEnumerable<ServerFeature> Of(VectorQuery query)
    {
        (bool Needed, ServerFeature Feature)[] needs =
        [
            (query.Ids is not null, SearchByKeys),
            (query.OrderBy is not null, SearchOrder),
            (query.Rankers.Count > 0, Rankers),
            (query.FunctionChains.Count > 0, FunctionChains),
            (query.Highlighter is not null, Highlighters),
            (query.Aggregation is not null, Aggregations),
            (query.GroupSize is not null || query.StrictGroupSize, GroupSize),
        ];
        return needs.Where(need => need.Needed).Select(need => need.Feature);
    }

    /// <summary>Whether a server has it that does not list its features.</summary>
    /// <param name="type">The type of the server, as <see cref="ServerInfo.Type"/> has it.</param>
    /// <param name="version">The version of Milvus; null when it says none that can be read.</param>
    internal bool IsIn(string type, Version? version) => type switch
    {
        "lite" => Lite,
        "milvus" when version is not null => Since is not null && version >= Since && (Before is null || version < Before),
        "milvus" => Since is not null && Assumed,
        // Zilliz Cloud follows the newest Milvus.
        _ => Since is not null && Before is null,
    };
}

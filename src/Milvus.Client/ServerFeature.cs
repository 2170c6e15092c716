using Milvus.Core.Calls;
using Milvus.Core.Types;

namespace Milvus.Client;

/// <summary>
/// A feature that some servers do not have. Some options are silently ignored or misinterpreted by earlier versions: for those, the client
/// reports an error. For the others it uses a different request.
/// </summary>
/// <param name="Name">The name in the list that a server may send in its answer to Connect.</param>
/// <param name="What">The feature in the words of an error message.</param>
/// <param name="Since">The first version of Milvus that has it; null if no version has it.</param>
/// <param name="Lite">Whether Milvus Lite supports it.</param>
/// <param name="Before">The first version of Milvus that no longer has it.</param>
/// <param name="Assumed">Whether a Milvus server of an unreadable version is assumed to have it.</param>
internal sealed record ServerFeature(
    string Name, string What, Version? Since, bool Lite, Version? Before = null, bool Assumed = true)
{
    /// <summary>The key of the list of features in the reserved map of the server information.</summary>
    internal const string ListKey = "features";

    private static readonly Version _always = new(0, 0);

    // Milvus Lite refuses the types that it does not have.
    private static readonly Dictionary<DataType, ServerFeature> _types = FieldTypes.All
        .Where(type => type.Since is not null)
        .ToDictionary(
            type => type.Type,
            type => new ServerFeature(NameOf(type), $"fields of the type {type.Type}", type.Since, Lite: true));

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
    /// The timestamp of an iterator's page is the snapshot of the read. Milvus 2.3 does not support iterators, and uses the timestamp as a
    /// lower bound, as in any read.
    /// </summary>
    internal static ServerFeature ReadsAtMoments { get; } = new("reads_at_moments", "reads of a snapshot", new Version(2, 4), true);

    /// <summary>
    /// A page of a query with fewer rows than its limit is the last one, and an offset skips exactly that number of rows. Milvus does not
    /// guarantee either: it removes duplicate keys from a page without filling it, and ends a page early if a segment has no more rows
    /// ready.
    /// </summary>
    internal static ServerFeature FullPages { get; } = new("full_pages", "full pages of queries", null, true);

    /// <summary>The same for the pages of a search with an iterator token.</summary>
    internal static ServerFeature FullSearchPages { get; } = new("full_search_pages", "full pages of searches", null, false);

    /// <summary>
    /// Every acknowledged write is visible to the next read, so no read waits.
    /// </summary>
    internal static ServerFeature CurrentReads { get; } = new("current_reads", "reads without a delay", null, false);

    /// <summary>
    /// A flush of all collections can be limited to a single database. Milvus 2.6 ignores the database of the request, and flushes all
    /// databases.
    /// </summary>
    internal static ServerFeature FlushDatabase { get; } =
        new("flush_database", "a flush of one database", _always, false, new Version(2, 6), Assumed: false);

    /// <summary>One import reads several files. Milvus 2.3 refuses more than one, besides a set of NumPy files.</summary>
    internal static ServerFeature ImportsOfFiles { get; } = new("imports_of_files", "imports of several files", new Version(2, 4), true);

    /// <summary>The progress of a refresh. On Milvus Lite it stays 0, and the collection is loaded all the time.</summary>
    internal static ServerFeature RefreshProgress { get; } = new("refresh_progress", "the progress of a refresh", _always, false);

    /// <summary>The description of a collection has its aliases.</summary>
    internal static ServerFeature DescribedAliases { get; } = new("described_aliases", "aliases in descriptions", _always, false);

    /// <summary>Moves a collection to another database. Milvus Lite ignores the database of the request, and only renames.</summary>
    internal static ServerFeature MoveCollection { get; } =
        new("move_collection", "moving collections between databases", _always, false);

    /// <summary>Range searches. They find all rows page by page on a server without iterator tokens.</summary>
    internal static ServerFeature RangeSearch { get; } = new("range_search", "range searches", _always, false);

    /// <summary>
    /// Names are looked up by every call. Milvus Lite ignores partitions that do not exist in reads, waits and deletes by a filter, and
    /// collections in flushes and lists of aliases.
    /// </summary>
    internal static ServerFeature CheckedNames { get; } = new("checked_names", "checks of names", _always, false);

    /// <summary>Counts the rows of a partition. Milvus Lite 3.2 returns the count of the whole collection for any partition.</summary>
    internal static ServerFeature PartitionCount { get; } = new("partition_count", "counts of a partition", _always, false);

    /// <summary>
    /// An insert keeps the rows that have its keys already, and reads show one of them. Milvus Lite keeps the last row of a key in a
    /// collection, also if the other one is in another partition (asked: Milvus 2.3.5, Milvus Lite 3.2.2).
    /// </summary>
    internal static ServerFeature EqualKeys { get; } = new("equal_keys", "rows with equal keys", _always, false);

    /// <summary>Descriptions of indexes have the build parameters. Those of Milvus Lite 3.2.2 do not.</summary>
    internal static ServerFeature IndexParameters { get; } = new("index_parameters", "parameters of indexes", _always, false);

    /// <summary>
    /// Reads return the row with the largest INT64 key. Milvus counts it, and never returns it: the largest number is also its mark for the
    /// end of a segment (asked: Milvus 2.3.5).
    /// </summary>
    internal static ServerFeature LargestKey { get; } = new("largest_key", "reads of the largest key", null, true);

    /// <summary>
    /// Users are restored with the password hashes of this engine. A server of Milvus stores any text as a hash of its own kind, and the
    /// user could not connect.
    /// </summary>
    internal static ServerFeature EngineHashes { get; } = new("engine_hashes", "password hashes of the embedded engine", null, false);

    /// <summary>Statistics have all rows, and deleted ones. Those of Milvus omit rows that are not flushed.</summary>
    internal static ServerFeature CompleteStatistics { get; } = new("complete_statistics", "statistics of all rows", null, false);

    /// <summary>Databases have properties. Milvus 2.3 and Milvus Lite only list databases.</summary>
    internal static ServerFeature DatabaseProperties { get; } =
        new("database_properties", "properties of databases", new Version(2, 4), false);

    /// <summary>Resource groups have settings. In Milvus 2.3, nodes are moved by hand.</summary>
    internal static ServerFeature ResourceGroupSettings { get; } =
        new("resource_group_settings", "settings of resource groups", new Version(2, 4), false);

    /// <summary>The description, the consistency level and the dynamic field of a collection are changed like properties.</summary>
    internal static ServerFeature AlteredSchemas { get; } =
        new("altered_schemas", "changes of the description and the consistency level of collections", new Version(2, 6), false);

    /// <summary>The description of a collection is stored. Milvus Lite accepts it, and returns none.</summary>
    internal static ServerFeature StoredDescriptions { get; } =
        new("stored_descriptions", "descriptions of collections", _always, false);

    /// <summary>Parameters of a field are changed. Milvus Lite does not have the call.</summary>
    internal static ServerFeature AlteredFields { get; } =
        new("altered_fields", "changes of fields", new Version(2, 5), false);

    /// <summary>
    /// Rows that were made for an outdated schema are refused: the request has the timestamp of the schema (PreExecute in
    /// internal/proxy/task_insert.go and task_upsert.go of Milvus 2.6).
    /// </summary>
    internal static ServerFeature SchemaTimestamps { get; } =
        new("schema_timestamps", "timestamps of schemas", new Version(2, 6), false, Assumed: false);

    /// <summary>Fields are added to a collection with rows.</summary>
    internal static ServerFeature AddedFields { get; } = new("added_fields", "new fields of collections", new Version(2, 6), true);

    /// <summary>Fields are removed from a collection with rows.</summary>
    internal static ServerFeature DroppedFields { get; } =
        new("dropped_fields", "the removal of fields of collections", new Version(3, 0), true);

    /// <summary>Fields that can be null. Milvus before 2.5 creates them as fields that cannot.</summary>
    internal static ServerFeature NullableFields { get; } = new("nullable_fields", "nullable fields", new Version(2, 5), true);

    /// <summary>Fields that the server computes. Milvus before 2.5 creates the collection without its functions.</summary>
    internal static ServerFeature Functions { get; } = new("functions", "functions of schemas", new Version(2, 5), true);

    /// <summary>Clustering keys. Earlier versions and Milvus Lite create the field without this mark.</summary>
    internal static ServerFeature ClusteringKeys { get; } = new("clustering_keys", "clustering keys", new Version(2, 4), false);

    /// <summary>
    /// Patterns with wildcards of one character or in the middle, and with escaped characters. Milvus before 2.5 takes _ and \ literally,
    /// so it finds other rows without an error.
    /// </summary>
    internal static ServerFeature LikePatterns { get; } = new("like_patterns", "these patterns", new Version(2, 5), true);

    /// <summary>The features that a collection requires of a server, each with the field or function that does.</summary>
    internal static IEnumerable<(ServerFeature Feature, string Part)> FindRequired(Collection definition)
    {
        foreach (var field in definition.Field.Concat(definition.Field.SelectMany(field => field.StructField)))
        {
            if (_types.TryGetValue(field.Type, out var feature))
            {
                yield return (feature, field.Name);
            }
        }

        foreach (var field in definition.Field.Where(field => field.Nullable))
        {
            yield return (NullableFields, field.Name);
        }

        foreach (var function in definition.Function)
        {
            yield return (Functions, function.Name);
        }
    }

    /// <summary>The features that a query requires of a server.</summary>
    internal static IEnumerable<ServerFeature> FindRequired(VectorQuery query)
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

    /// <summary>The name of the feature of a field type.</summary>
    internal static string NameOf(FieldType type) => $"type_{type.Type}".ToLowerInvariant();

    /// <summary>Whether a server without a list of features has it.</summary>
    /// <param name="type">The type of the server, as <see cref="ServerInfo.Type"/> has it.</param>
    /// <param name="version">The version of Milvus; null if it cannot be parsed.</param>
    internal bool IsIn(string type, Version? version) => type switch
    {
        "lite" => Lite,
        "milvus" when version is not null => Since is not null && version >= Since && (Before is null || version < Before),
        "milvus" => Since is not null && Assumed,
        // Zilliz Cloud follows the newest Milvus.
        _ => Since is not null && Before is null,
    };
}

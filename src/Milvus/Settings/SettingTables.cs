using Milvus.Completion;
using Milvus.Core.Types;
using static Milvus.Settings.SettingKeys;
using static Milvus.Settings.SettingValues;

namespace Milvus.Settings;

/// <summary>The definitions of all table parameters of all cmdlets. A table parameter must be listed here.</summary>
internal static class SettingTables
{
    private static readonly SettingTable _ownNames = new(Own, Scalar);
    private static readonly SettingTable _rowValues = new(Own, Raw);
    private static readonly SettingTable _document = new(Own, Any);

    private static readonly Setting _indexType = new("index_type") { Choices = new IndexTypeCompleter() };
    private static readonly Setting _metricType = new("metric_type") { Choices = new MetricTypeCompleter() };
    private static readonly Setting _warmup = new("warmup") { Choices = new WarmupCompleter() };

    private static readonly SettingTable _indexBuild = new(
        Open,
        Any,
        [
            _indexType,
            _metricType,
            _warmup,
            new Setting("json_cast_type") { Choices = new JsonCastTypeCompleter() },
            new Setting("params") { Table = _document },
            .. IndexSettings.ReadSettings(ParameterPhase.Build),
            "bm25_avgdl", "json_path", "json_cast_function", "mmap.enabled", "indexoffsetcache.enabled",
        ]);

    private static readonly SettingTable _indexSearch = new(
        Open,
        Any,
        [
            _metricType,
            new Setting("hints") { Choices = new SearchHintCompleter() },
            new Setting("params") { Table = _document },
            .. IndexSettings.ReadSettings(ParameterPhase.Search),
            "rbq_query_bits", "radius", "range_filter", "level", "page_retain_order", "max_empty_result_buckets", "ensure_topk_full",
            "analyzer_name", "group_by_field", "round_decimal",
        ]);

    private static readonly SettingTable _collectionProperties = new(
        Open,
        Any,
        new Setting("warmup.scalarField") { Choices = new WarmupCompleter() },
        new Setting("warmup.scalarIndex") { Choices = new WarmupCompleter() },
        new Setting("warmup.vectorField") { Choices = new WarmupCompleter() },
        new Setting("warmup.vectorIndex") { Choices = new WarmupCompleter() },
        "collection.ttl.seconds", "collection.autocompaction.enabled", "collection.insertRate.max.mb", "collection.insertRate.min.mb",
        "collection.upsertRate.max.mb", "collection.upsertRate.min.mb", "collection.deleteRate.max.mb", "collection.deleteRate.min.mb",
        "collection.bulkLoadRate.max.mb", "collection.bulkLoadRate.min.mb", "collection.queryRate.max.qps",
        "collection.queryRate.min.qps", "collection.searchRate.max.vps", "collection.searchRate.min.vps",
        "collection.diskProtection.diskQuota.mb", "partition.diskProtection.diskQuota.mb", "collection.replica.number",
        "collection.resource_groups", "mmap.enabled", "lazyload.enabled", "partitionkey.isolation", "dynamicfield.enabled",
        "allow_insert_auto_id", "allow_update_auto_id", "ttl_field", "timezone", "consistency_level", "replicate.id",
        "replicate.endTS", "cipher.enabled", "collection.description", "query_mode", "namespace.enabled");

    private static readonly SettingTable _databaseProperties = new(
        Open,
        Any,
        "database.replica.number", "database.resource_groups", "database.diskQuota.mb", "database.max.collections",
        "database.force.deny.writing", "database.force.deny.reading", "database.force.deny.ddl", "database.force.deny.collectionDDL",
        "database.force.deny.partitionDDL", "database.force.deny.indexDDL", "database.force.deny.flushDDL",
        "database.force.deny.compactionDDL", "timezone", "replicate.id", "replicate.endTS", "cipher.enabled", "mmap.enabled");

    private static readonly SettingTable _fieldParameters = new(
        Open,
        Any,
        _warmup,
        "max_length", "max_capacity", "dim", "mmap.enabled", "mmap_enabled", "field.description", "enable_analyzer", "enable_match",
        "analyzer_params", "multi_analyzer_params", "field.skipLoad", "timezone");

    // A filter of an analyzer is a name, or a table with the name as type.
    private static readonly SettingTable _analyzerPart = new(
        Open,
        Any,
        "type", "stop_words", "stop_words_file", "language", "max", "min", "mode", "hmm", "dict", "dict_kind", "extra_dict_file",
        "expr", "word_list", "word_list_file", "synonyms", "synonyms_file", "expand", "lang", "token_chars", "custom_token_chars",
        "remove_punct", "case_sensitive", "min_gram", "max_gram", "pattern", "kind", "filter", "keep_original");

    private static readonly SettingTable _analyzer = new(
        Open,
        Any,
        new Setting("tokenizer") { Table = _analyzerPart },
        new Setting("filter") { Table = _analyzerPart },
        new Setting("extra_info") { Table = _document },
        "type", "stop_words", "stop_words_file", "case_sensitive", "max_token_length", "alias");

    private static readonly SettingTable _multiAnalyzer = new(
        Closed,
        Any,
        new Setting("by_field"),
        new Setting("analyzers") { Table = new SettingTable(Own, Any) { Others = new Setting(string.Empty) { Table = _analyzer } } },
        new Setting("alias") { Table = _ownNames });

    private static readonly SettingTable _functionParameters = new(
        Open,
        Any,
        new Setting("provider") { Choices = new ModelProviderCompleter() },
        "model_name", "credential", "dim", "url", "endpoint", "user", "task", "embedding_url", "truncate", "truncation",
        "truncate_input", "ingestion_prompt", "search_prompt", "integration_id", "resource_name", "region", "location", "projectid",
        "max_client_batch_size", "timeout_ms", "input_type", "normalize", "num_hashes", "shingle_size", "hash_function", "token_level",
        "seed", "queries", "reranker", "bm25_k1", "bm25_b", "fingerprint_type", "fingerprint_size", "radius", "weight", "filter",
        "random_score", "function", "origin", "scale", "offset", "decay", "k", "weights", "norm_score", "model_deployment_id");

    private static readonly SettingTable _importOptions = new(
        Open,
        Any,
        "timeout", "sep", "nullkey", "auto_commit", "backup", "l0_import", "skip_disk_quota_check", "start_ts", "end_ts", "bucket",
        "storage_version", "cdc_import", "start_id", "end_id", "storage_config");

    private static readonly SettingTable _group = new(
        Closed,
        Any,
        "RequestNodeCount", "LimitNodeCount", "TransferFrom", "TransferTo", new Setting("NodeFilter") { Table = _ownNames });

    private static readonly Dictionary<string, SettingTable> _byParameter = new(StringComparer.Ordinal)
    {
        ["-FilterParameter"] = _rowValues,
        ["-AnalyzerParameter"] = _analyzer,
        ["-MultiAnalyzerParameter"] = _multiAnalyzer,
        ["-Tag"] = _ownNames,
        ["-Map"] = new(Own, Raw) { TakesEmptyKey = true },
        ["-NodeFilter"] = _ownNames,
        ["-Specification"] = _document,
        ["-ExternalSpec"] = _document,
        ["-Option"] = _importOptions,
        ["-FieldOperation"] = new(Own, Scalar) { Others = new Setting(string.Empty) { Choices = new FieldOperationCompleter() } },
        ["-ScoreParameter"] = new(
            Closed,
            Scalar,
            new Setting("boost_mode") { Choices = new ScoreModeCompleter() },
            new Setting("function_mode") { Choices = new ScoreModeCompleter() }),
        ["-Query"] = new(Closed, Scalar, new Setting("type") { Choices = new HighlightTypeCompleter() }, "field", "text"),
        ["-Setting"] = new(Own, Any) { Others = new Setting(string.Empty) { Table = _group } },
        ["-Cluster"] = new(Closed, Raw, "Id", "Uri", "Token", "Channel"),
        ["-Topology"] = new(Closed, Scalar, "Source", "Target"),

        // The client reads function chains step by step, and its error names the step.
        ["-FunctionChain"] = _document,
        ["-Aggregation"] = _document,
        ["Get-MilvusMetric -Parameter"] = _document,
        ["New-MilvusField -Parameter"] = _fieldParameters,
        ["New-MilvusFunction -Parameter"] = _functionParameters,
        ["New-MilvusRanker -Parameter"] = _functionParameters,
        ["New-MilvusIndex -Parameter"] = _indexBuild,
        ["Measure-MilvusIndex -Parameter"] = _indexBuild,
        ["New-MilvusIndexParameter -Parameter"] = _indexBuild,
        ["Measure-MilvusSearch -Parameter"] = _indexSearch,
        ["New-MilvusSearchRequest -Parameter"] = _indexSearch,
        ["Search-MilvusEntity -Parameter"] = _indexSearch,
        ["New-MilvusCollection -Property"] = _collectionProperties,
        ["Set-MilvusCollection -Property"] = _collectionProperties,
        ["New-MilvusDatabase -Property"] = _databaseProperties,
        ["Set-MilvusDatabase -Property"] = _databaseProperties,
        ["Set-MilvusField -Property"] = _fieldParameters,
        ["Set-MilvusIndex -Property"] = _indexBuild,
    };

    /// <summary>The parameters with a table. A parameter has its cmdlet before it if other cmdlets use the name for another
    /// table.</summary>
    internal static IReadOnlyCollection<string> Parameters => _byParameter.Keys;

    /// <summary>The definition of a table parameter of a cmdlet; null for other parameters.</summary>
    internal static SettingTable? Find(string cmdlet, string parameter) =>
        _byParameter.GetValueOrDefault($"-{parameter}") ?? _byParameter.GetValueOrDefault($"{cmdlet} -{parameter}");
}

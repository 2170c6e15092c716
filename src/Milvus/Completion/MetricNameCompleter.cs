namespace Milvus.Completion;

/// <summary>Completes kinds of metrics.</summary>
public sealed class MetricNameCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
        ["system_info", "system_statistics", "dist", "target", "replica", "resource_group", "segments", "channels", "sync_tasks", "build_index_tasks", "compaction_tasks", "import_tasks"];
}

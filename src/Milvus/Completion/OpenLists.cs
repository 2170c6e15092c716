using System.Collections;
using Milvus.Core.Types;

namespace Milvus.Completion;

/// <summary>
/// Completes index types, in the spelling that all servers accept: those of the embedded engine, and those that only servers support.
/// </summary>
public sealed class IndexTypeCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values => IndexTypes.Names;

    private protected override IEnumerable<CompletedName> Choose(IDictionary bound)
    {
        var field = LineField.Find(bound);
        return IndexTypes.All
            .Where(type => field is null || type.Fields.Contains(LineField.TypeOf(field)))
            .Where(type => type.IsOfEngine || BoundedAsking.FindConnection(bound)?.Client.IsEngine is not true)
            .Select(type => new CompletedName(type.Name, SettingDescriptions.Describe(type)));
    }
}

/// <summary>Completes metrics.</summary>
public sealed class MetricTypeCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values => MetricTypes.Names;

    private protected override IEnumerable<CompletedName> Choose(IDictionary bound)
    {
        var field = LineField.Find(bound);
        return MetricTypes.All
            .Where(metric => !metric.IsFormer && (field is null || LineField.Fits(metric, field)))
            .Select(metric => new CompletedName(metric.Name, SettingDescriptions.Describe(metric)));
    }
}

/// <summary>Completes kinds of metrics of a server.</summary>
public sealed class MetricNameCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
    [
        "system_info", "system_statistics", "dist", "target", "replica", "resource_group", "segments", "channels", "sync_tasks",
        "build_index_tasks", "compaction_tasks", "import_tasks",
    ];
}

/// <summary>Completes rankers that are functions of a server.</summary>
public sealed class RerankerCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["model", "decay", "boost", "weighted", "rrf"];
}

/// <summary>Completes hints for the plan of a search.</summary>
public sealed class SearchHintCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["iterative_filter", "disable"];
}

/// <summary>Completes providers of models.</summary>
public sealed class ModelProviderCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
        ["openai", "azure_openai", "dashscope", "bedrock", "vertexai", "voyageai", "cohere", "siliconflow", "tei", "vllm"];
}

/// <summary>Completes headers in which endpoints of models expect the bare key.</summary>
public sealed class ApiKeyHeaderCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
        ["api-key", "x-api-key", "X-Goog-Api-Key", "Ocp-Apim-Subscription-Key"];
}

/// <summary>Completes the types to which an index can cast the values of a JSON path.</summary>
public sealed class JsonCastTypeCompleter : OpenListCompleter
{
    private protected override IReadOnlyList<string> Values => JsonCasts.All.Types;
}

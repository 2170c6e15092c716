using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Asks the server for metrics, and gives its JSON as objects.</summary>
/// <example>
/// <code>(Get-MilvusMetric).nodes_info.infos | Select-Object name, type, @{ n = 'MB'; e = { $_.hardware_infos.memory_usage / 1MB } }</code>
/// Shows the memory of each node.
/// </example>
/// <example><code>Get-MilvusMetric system_info -AsJson</code>The answer as the server gave it.</example>
/// <example>
/// <code>Get-MilvusMetric segments -Parameter @{ collection_id = (Get-MilvusCollection words).Id }</code>
/// Another kind of metric, with what it needs; newer servers have more kinds.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusMetric")]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class GetMilvusMetricCommand : ConnectedCommand
{
    /// <summary>The kind of metric; system_info, the nodes and what they use, when left out.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricNameCompleter))]
    public string Name { get; set; } = "system_info";

    /// <summary>What else the kind of metric needs.</summary>
    [Parameter]
    public Hashtable? Parameter { get; set; }

    /// <summary>Writes the JSON of the server.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        var request = Table(nameof(Parameter)) ?? [];
        request["metric_type"] = Name;
        var answer = Await((call, token) => Client.GetMetricsAsync(call, WireValue.ToJson(request), token));
        WriteObject(AsJson ? answer : JsonText.ToObject(answer), enumerateCollection: true);
    }
}

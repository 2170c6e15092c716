using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Values;

namespace Milvus;

/// <summary>Returns the metrics of the server as objects.</summary>
/// <example>
/// <code>(Get-MilvusMetric).nodes_info.infos | Select-Object name, type, @{ n = 'MB'; e = { $_.hardware_infos.memory_usage / 1MB } }</code>
/// Shows the memory of each node.
/// </example>
/// <example><code>Get-MilvusMetric system_info -AsJson</code>Returns the answer of the server unchanged.</example>
/// <example>
/// <code>Get-MilvusMetric segments -Parameter @{ collection_id = (Get-MilvusCollection words).Id }</code>
/// Returns another kind of metric with its parameters. The kinds depend on the server.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusMetric", HelpUri = CmdletPages.Folder + "Get-MilvusMetric.md")]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class GetMilvusMetricCommand : ConnectedCommand
{
    /// <summary>The kind of metric; when left out, system_info: the nodes and their resources.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricNameCompleter))]
    public string Name { get; set; } = "system_info";

    /// <summary>The parameters of the kind of metric.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Parameter { get; set; }

    /// <summary>Returns the server's JSON text.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        var request = ReadTable(nameof(Parameter)) ?? [];
        request["metric_type"] = Name;
        var answer = Await((call, token) => Client.GetMetricsAsync(call, WireValue.ToJson(request), token));
        WriteObject(AsJson ? answer : JsonText.ToObject(answer), enumerateCollection: true);
    }
}

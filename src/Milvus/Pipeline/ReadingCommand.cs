using System.Collections;
using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that reads rows of one collection.</summary>
public abstract class ReadingCommand : ConnectedCommand
{
    /// <summary>
    /// A condition for the rows as a script block, with the fields as $_.name, for example { $_.price -lt $max }. It is translated into a
    /// filter and never run; -Verbose shows the filter. Text is compared by case. about_Milvus_Filters lists the operators.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ConditionBlock]
    public ScriptBlock? Where { get; set; }

    /// <summary>Values for the {placeholders} in the filter. A value is always data, never filter text.</summary>
    [Parameter]
    public Hashtable? FilterParameter { get; set; }

    /// <summary>The fields to return. When left out, Get- and Export- return all, Search- all but vectors.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RowKeyCompleter))]
    public string[]? OutputField { get; set; }

    /// <summary>The partitions to read; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string[]? Partition { get; set; }

    /// <summary>
    /// The consistency level: Strong, Session, Bounded, Eventually, Customized. When left out, the read includes all writes of this
    /// process.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConsistencyLevelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ConsistencyLevel { get; set; }

    /// <summary>A hybrid timestamp that the server must have reached, with the levels Customized and Eventually.</summary>
    [Parameter]
    public ulong? GuaranteeTimestamp { get; set; }

    /// <summary>Ignores rows that are not in a sealed segment yet.</summary>
    [Parameter]
    public SwitchParameter IgnoreGrowing { get; set; }

    /// <summary>The time zone for times in the filter and in the answer, for example Europe/Berlin.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>The parts of times to return, for example year, month; whole times when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimePartCompleter))]
    public string[]? TimeField { get; set; }

    /// <summary>The namespace to read, in a collection that has namespaces.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>The cluster to read from, if the address has several; that of Connect-Milvus when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClusterId { get; set; }

    /// <summary>The output fields in the spelling of the collection; null if none were requested.</summary>
    private protected string[]? ReadOutputFields(MilvusClient client, CallContext context, string collection)
    {
        var schema = Await((call, token) => client.GetSchemaAsync(call, collection, token), context);
        WarnMisspelt(schema);
        return OutputNames.Convert(OutputField, schema, WriteVerbose);
    }

    /// <summary>The cluster of this read.</summary>
    private protected string? Cluster => ClusterId ?? Connected.ClusterId;
}

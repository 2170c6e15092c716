using System.Management.Automation;

namespace Milvus;

/// <summary>Tells how many rows partitions have.</summary>
/// <example><code>Measure-MilvusPartition words drafts</code>The server's statistic: sealed rows, deleted ones too.</example>
/// <example><code>Measure-MilvusPartition words drafts -Exact</code>Counts the rows; the partition has to be loaded.</example>
/// <example><code>Get-MilvusPartition words | Measure-MilvusPartition</code>Of all partitions of a collection.</example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusPartition", DefaultParameterSetName = ByName)]
[OutputType(typeof(RowStatistics))]
public sealed class MeasureMilvusPartitionCommand : PartitionCommand
{
    /// <summary>Counts the rows with a query instead of asking for the statistic.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    private protected override void Act(string collection, string name, Partition? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var rows = Exact
            ? Await((call, token) => client.CountAsync(call, collection, [name], token), context)
            : Await((call, token) => client.GetPartitionRowCountAsync(call, collection, name, token), context);
        var statistics = new RowStatistics { Collection = collection, Partition = name, RowCount = rows, Exact = Exact };
        WriteObject(Mark(statistics, ConnectionOf(item), context.Database));
    }
}

using System.Management.Automation;

namespace Milvus;

/// <summary>Tells how many rows partitions have.</summary>
/// <remarks>
/// The rows are counted where they can be: in a loaded partition. Otherwise RowCount is the server's statistic and Exact is false. The
/// statistic leaves out rows that were just written, and counts deleted ones.
/// </remarks>
/// <example>
/// <code>Measure-MilvusPartition words drafts</code>
/// Counts the rows, or gives the server's statistic of a partition that is not loaded.
/// </example>
/// <example><code>Measure-MilvusPartition words drafts -Exact</code>Counts the rows, and fails where they cannot be counted.</example>
/// <example><code>Get-MilvusPartition words | Measure-MilvusPartition</code>Of all partitions of a collection.</example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusPartition", DefaultParameterSetName = ByName)]
[OutputType(typeof(RowStatistics))]
public sealed class MeasureMilvusPartitionCommand : NamedInCollectionCommand<Partition>
{
    /// <summary>Fails instead of giving the statistic where the rows cannot be counted.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <summary>Asks only for the server's statistic, which costs next to nothing and is not exact.</summary>
    [Parameter]
    public SwitchParameter Statistic { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => RowCounts.CheckChoice(Exact, Statistic);

    private protected override void Act(string collection, string name, Partition? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var counted = Statistic ? null
            : Exact ? Await((call, token) => client.CountPartitionAsync(call, collection, name, token), context)
            : Await((call, token) => RowCounts.OfPartitionAsync(client, call, collection, name, token), context);
        var rows = counted ?? Await((call, token) => client.GetPartitionRowCountAsync(call, collection, name, token), context);
        var statistics = new RowStatistics { Collection = collection, Partition = name, RowCount = rows, Exact = counted is not null };
        Write(statistics, item);
    }
}

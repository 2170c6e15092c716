using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Counts the rows of partitions.</summary>
/// <remarks>
/// The rows of a loaded partition are counted. Otherwise RowCount is the server's statistic and Exact is false. The
/// statistic omits rows that were just written, and includes deleted ones.
/// </remarks>
/// <example>
/// <code>Measure-MilvusPartition words drafts</code>
/// Counts the rows, or returns the server's statistic for a partition that is not loaded.
/// </example>
/// <example><code>Measure-MilvusPartition words drafts -Exact</code>Counts the rows, and fails if they cannot be counted.</example>
/// <example><code>Get-MilvusPartition words | Measure-MilvusPartition</code>Counts the rows of all partitions of a collection.</example>
[Cmdlet(VerbsDiagnostic.Measure, "MilvusPartition", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Measure-MilvusPartition.md")]
[OutputType(typeof(RowStatistics))]
public sealed class MeasureMilvusPartitionCommand : NamedInCollectionCommand<Partition>
{
    /// <summary>Fails if the rows cannot be counted, instead of returning the statistic.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <summary>Returns only the server's statistic, which is cheap but not exact.</summary>
    [Parameter]
    public SwitchParameter Statistic { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => RowCounts.CheckChoice(Exact, Statistic);

    private protected override void Act(string collection, string name, Partition? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var counted = Statistic ? null
            : Exact ? Await((call, token) => client.CountPartitionAsync(call, collection, name, token), context)
            : Await((call, token) => RowCounts.CountPartitionAsync(client, call, collection, name, token), context);
        var rows = counted ?? Await((call, token) => client.GetPartitionRowCountAsync(call, collection, name, token), context);
        var statistics = new RowStatistics { Collection = collection, Partition = name, RowCount = rows, Exact = counted is not null };
        Write(statistics, item);
    }
}

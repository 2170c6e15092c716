using System.Management.Automation;
using Milvus.Core.Model;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Converts a time to a hybrid timestamp for -GuaranteeTimestamp.</summary>
/// <remarks>A hybrid timestamp is the milliseconds since 1970 times 262,144, plus a counter. Nothing is sent.</remarks>
/// <example>
/// <code>Get-MilvusEntity words -ConsistencyLevel Customized `
///     -GuaranteeTimestamp (ConvertTo-MilvusTimestamp (Get-Date).AddSeconds(-5)) -First 3</code>
/// Reads all rows that were written until five seconds ago.
/// </example>
/// <example><code>ConvertTo-MilvusTimestamp '2026-08-04T12:00:00Z'</code>Returns the timestamp of a time.</example>
/// <example>
/// <code>[datetime]'2026-08-04', [datetime]'2026-08-05' | ConvertTo-MilvusTimestamp</code>
/// Returns the timestamps of two days in local time.
/// </example>
[Cmdlet(VerbsData.ConvertTo, "MilvusTimestamp", HelpUri = CmdletPages.Folder + "ConvertTo-MilvusTimestamp.md")]
[OutputType(typeof(ulong))]
public sealed class ConvertToMilvusTimestampCommand : MilvusCommand
{
    /// <summary>The time, from 1970 on. Without a time zone, it is local time.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public DateTime[] Time { get; set; } = [];

    /// <summary>The counter in the lowest 18 bits.</summary>
    [Parameter]
    [ValidateRange(0, HybridTimestamp.LargestLogical)]
    public long Logical { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var time in Time)
        {
            ForItem(time, () => WriteObject(time.ToUniversalTime() >= DateTime.UnixEpoch
                ? HybridTimestamp.FromTime(time, Logical)
                : throw new MilvusException(MilvusErrorId.InvalidArgument, "Hybrid timestamps begin in 1970.")));
        }
    }
}

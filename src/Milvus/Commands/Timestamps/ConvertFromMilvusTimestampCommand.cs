using System.Management.Automation;
using Milvus.Core.Model;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Converts a hybrid timestamp of Milvus to a time.</summary>
/// <remarks>The counter in the lowest 18 bits is ignored. Nothing is sent.</remarks>
/// <example><code>ConvertFrom-MilvusTimestamp 468353044807680000</code>Returns the time in UTC.</example>
/// <example><code>(ConvertFrom-MilvusTimestamp 468353044807680000).ToLocalTime()</code>Returns the same in local time.</example>
/// <example><code>ConvertTo-MilvusTimestamp '2026-08-04T12:00:00Z' | ConvertFrom-MilvusTimestamp</code>Converts a time to a timestamp and
/// back.</example>
[Cmdlet(VerbsData.ConvertFrom, "MilvusTimestamp", HelpUri = CmdletPages.Folder + "ConvertFrom-MilvusTimestamp.md")]
[OutputType(typeof(DateTime))]
public sealed class ConvertFromMilvusTimestampCommand : MilvusCommand
{
    /// <summary>The hybrid timestamp.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public ulong[] Timestamp { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var timestamp in Timestamp)
        {
            WriteObject(HybridTimestamp.ToTime(timestamp));
        }
    }
}

using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Creates a snapshot of a collection: the state it has in the server's store, kept under a name.</summary>
/// <remarks>Rows that are not flushed are not in it: use Save-MilvusCollection before.</remarks>
/// <example><code>Save-MilvusCollection words; New-MilvusSnapshot words monday -Description 'before the cleanup'</code>Keeps all rows written so far.</example>
/// <example><code>Get-MilvusCollection docs* | New-MilvusSnapshot -Name nightly</code>A snapshot of each of several collections.</example>
/// <example><code>New-MilvusSnapshot words monday -CompactionProtectionSec 3600</code>Compaction leaves its segments alone for an hour.</example>
[Cmdlet(VerbsCommon.New, "MilvusSnapshot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Snapshot))]
public sealed class NewMilvusSnapshotCommand : CollectionCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The name of the snapshot.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>What it is for.</summary>
    [Parameter]
    public string Description { get; set; } = string.Empty;

    /// <summary>Seconds for which compaction leaves its segments alone; 0, not at all, when left out.</summary>
    [Parameter]
    [ValidateRange(0, 3_000_000_000)]
    public double CompactionProtectionSec { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (!ShouldProcess($"collection {Collection} on {Place()}", $"Create snapshot {Name}"))
        {
            return;
        }

        var snapshot = new Snapshot { Name = Name, Collection = Collection, Description = Description };
        WriteObject(Mark(Await(async (call, token) =>
        {
            await Client.CreateSnapshotAsync(call, snapshot, TimeSpan.FromSeconds(CompactionProtectionSec), token).ConfigureAwait(false);
            return await Client.DescribeSnapshotAsync(call, Collection, Name, token).ConfigureAwait(false);
        })));
    }
}

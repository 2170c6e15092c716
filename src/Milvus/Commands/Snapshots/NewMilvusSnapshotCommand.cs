using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Creates a snapshot of a collection: its stored state with a name.</summary>
/// <remarks>Rows that are not flushed are not included: use Save-MilvusCollection first.</remarks>
/// <example>
/// <code>Save-MilvusCollection words; New-MilvusSnapshot words monday -Description 'before the cleanup'</code>
/// Includes all rows written so far.
/// </example>
/// <example><code>Get-MilvusCollection docs* | New-MilvusSnapshot -Name nightly</code>Creates a snapshot of each of several
/// collections.</example>
/// <example>
/// <code>New-MilvusSnapshot words monday -CompactionProtectionSec 3600</code>
/// Protects its segments from compaction for an hour.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusSnapshot", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "New-MilvusSnapshot.md")]
[OutputType(typeof(Snapshot))]
public sealed class NewMilvusSnapshotCommand : InCollectionCommand<Collection>
{
    /// <summary>The name of the snapshot.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Name { get; set; } = string.Empty;

    /// <summary>A description.</summary>
    [Parameter]
    public string Description { get; set; } = string.Empty;

    /// <summary>Seconds for which its segments are protected from compaction; 0 when left out.</summary>
    [Parameter]
    [ValidateRange(0, 3_000_000_000)]
    public double CompactionProtectionSec { get; set; }

    private protected override void Act(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess($"{GetCollectionText(collection, item)} on {GetPlace(item)}", $"Create snapshot {Name}"))
        {
            return;
        }

        var snapshot = new Snapshot { Name = Name, Collection = collection, Description = Description };
        Await((call, token) => client.CreateSnapshotAsync(call, snapshot, TimeSpan.FromSeconds(CompactionProtectionSec), token), context);
        var made = ReadBack(
            $"Snapshot {Name} of {collection} is created",
            snapshot,
            (call, token) => client.DescribeSnapshotAsync(call, collection, Name, token),
            context);
        Write(made, item);
    }
}

using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Pins a snapshot: its files are kept as long as the pin exists, even if the snapshot is dropped.</summary>
/// <example><code>$pin = Lock-MilvusSnapshot words monday -TtlSec 3600</code>Keeps its files for an hour.</example>
/// <example>
/// <code>Get-MilvusSnapshot words | Lock-MilvusSnapshot</code>
/// Keeps the files of all snapshots of a collection, until Unlock-MilvusSnapshot.
/// </example>
/// <example><code>Lock-MilvusSnapshot words monday | Unlock-MilvusSnapshot</code>Pins and unpins.</example>
[Cmdlet(VerbsCommon.Lock, "MilvusSnapshot", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Lock-MilvusSnapshot.md")]
[OutputType(typeof(SnapshotPin))]
public sealed class LockMilvusSnapshotCommand : NamedInCollectionCommand<Snapshot>
{
    /// <summary>The lifetime of the pin in seconds; unlimited when left out.</summary>
    [Parameter]
    [ValidateRange(1, 3_000_000_000)]
    public double? TtlSec { get; set; }

    private protected override void Act(string collection, string name, Snapshot? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        TimeSpan? time = TtlSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        if (ShouldProcess($"snapshot {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Pin snapshot"))
        {
            var pin = Await((call, token) => client.PinSnapshotAsync(call, collection, name, time, token), context);
            Write(pin, item);
        }
    }
}

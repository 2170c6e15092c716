using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Unpins a snapshot: removes a pin of Lock-MilvusSnapshot.</summary>
/// <example><code>$pin | Unlock-MilvusSnapshot</code>Removes a pin.</example>
/// <example><code>Unlock-MilvusSnapshot -PinId 470664513820708276</code>Removes a pin by its id.</example>
/// <example><code>Unlock-MilvusSnapshot 1, 2 -WhatIf</code>Shows what would change.</example>
[Cmdlet(VerbsCommon.Unlock, "MilvusSnapshot", DefaultParameterSetName = ById,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Unlock-MilvusSnapshot.md")]
public sealed class UnlockMilvusSnapshotCommand : ConnectedCommand
{
    private const string ById = "ById";
    /// <summary>The id of the pin.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [ValidateRange(1, long.MaxValue)]
    public long[] PinId { get; set; } = [];

    /// <summary>Pins as Lock-MilvusSnapshot returns them; each is removed on the connection it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public SnapshotPin[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, pin => Unpin(pin.PinId, pin));
        ForEach(PinId, id => Unpin(id, null));
    }

    private void Unpin(long id, SnapshotPin? item)
    {
        var client = GetClient(item);
        if (ShouldProcess($"pin {id} on {GetPlace(item)}", "Unpin snapshot"))
        {
            Await((call, token) => client.UnpinSnapshotAsync(call, id, token), GetCall(item));
        }
    }
}

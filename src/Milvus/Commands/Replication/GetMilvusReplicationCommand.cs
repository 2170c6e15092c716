using System.Management.Automation;

namespace Milvus;

/// <summary>Shows the replicate configuration, or how far a channel is replicated. Tokens are never shown.</summary>
/// <example><code>Get-MilvusReplication | Format-List</code>Clusters and who replicates to whom.</example>
/// <example>
/// <code>Get-MilvusReplication -SourceCluster a -Channel b-dml_0</code>
/// How far a channel of this cluster has got from cluster a.
/// </example>
/// <example>
/// <code>Get-MilvusReplication -SourceCluster a -Channel a-dml_0 | Where-Object Kind -EQ Salvage |
///     Read-MilvusMessage -EndTimeTick 470665187467198467</code>
/// Reads what a lost primary had not passed on.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusReplication", DefaultParameterSetName = Whole)]
[OutputType(typeof(Replication), ParameterSetName = [Whole])]
[OutputType(typeof(ReplicationCheckpoint), ParameterSetName = [OfChannel])]
public sealed class GetMilvusReplicationCommand : ConnectedCommand
{
    private const string Whole = "Configuration";
    private const string OfChannel = "Channel";

    /// <summary>The cluster whose changes are taken.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfChannel)]
    [ValidateNotNullOrEmpty]
    public string? SourceCluster { get; set; }

    /// <summary>The physical channel that gets them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfChannel)]
    [ValidateNotNullOrEmpty]
    public string? Channel { get; set; }

    private protected override object? Target => Channel;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == Whole)
        {
            WriteObject(Mark(Await(Client.GetReplicationAsync)));
            return;
        }

        foreach (var checkpoint in Await((call, token) => Client.GetReplicationCheckpointsAsync(call, SourceCluster!, Channel!, token)))
        {
            WriteObject(Mark(checkpoint));
        }
    }
}

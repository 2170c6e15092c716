using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Shows the replication configuration, or the progress of a channel. Tokens are never shown.</summary>
/// <example><code>Get-MilvusReplication | Format-List</code>Shows the clusters and the topology.</example>
/// <example>
/// <code>Get-MilvusReplication -SourceCluster a -Channel b-dml_0</code>
/// Shows the progress of a channel that is replicated from cluster a.
/// </example>
/// <example>
/// <code>Get-MilvusReplication -SourceCluster a -Channel a-dml_0 | Where-Object Kind -EQ Salvage |
///     Read-MilvusMessage -EndTimeTick 470665187467198467</code>
/// Reads the messages that a lost primary had not replicated.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusReplication", DefaultParameterSetName = Whole, HelpUri = CmdletPages.Folder + "Get-MilvusReplication.md")]
[OutputType(typeof(Replication), ParameterSetName = [Whole])]
[OutputType(typeof(ReplicationCheckpoint), ParameterSetName = [OfChannel])]
public sealed class GetMilvusReplicationCommand : ConnectedCommand
{
    private const string Whole = "Configuration";
    private const string OfChannel = "Channel";

    /// <summary>The cluster to replicate from.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfChannel)]
    public string? SourceCluster { get; set; }

    /// <summary>The physical channel to replicate to.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfChannel)]
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

using System.Collections;
using System.Management.Automation;
using Milvus.Commands.Replication;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Replaces the replication configuration: the clusters and the topology.</summary>
/// <remarks>
/// The whole configuration is replaced: specify every cluster. A token can be a SecureString; it is sent to the server and never shown.
/// </remarks>
/// <example>
/// <code>Set-MilvusReplication -Cluster @{ Id = 'a'; Uri = 'http://a:19530'; Token = $tokenA;
///     Channel = 'a-dml_0', 'a-dml_1' }, @{ Id = 'b'; Uri = 'http://b:19530'; Token = $tokenB;
///     Channel = 'b-dml_0', 'b-dml_1' } -Topology @{ Source = 'a'; Target = 'b' }</code>
/// Replicates cluster a to cluster b.
/// </example>
/// <example>
/// <code>Set-MilvusReplication -Cluster @{ Id = 'b'; Uri = 'http://b:19530'; Channel = 'b-dml_0' } -WhatIf</code>
/// Shows what would change.
/// </example>
/// <example>
/// <code>Set-MilvusReplication -Cluster $clusters -ForcePromote -PassThru</code>
/// Makes this cluster the primary although the other is unreachable.
/// </example>
[Cmdlet(VerbsCommon.Set, "MilvusReplication", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = CmdletPages.Folder + "Set-MilvusReplication.md")]
[OutputType(typeof(Replication))]
public sealed class SetMilvusReplicationCommand : ConnectedCommand
{
    /// <summary>
    /// The clusters: hashtables with Id, Uri, Token (a SecureString or text; none without authentication) and Channel, the physical
    /// channels.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public Hashtable[] Cluster { get; set; } = [];

    /// <summary>The topology: hashtables with Source and Target, the ids of clusters; no replication when left out.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public Hashtable[] Topology { get; set; } = [];

    /// <summary>Makes this cluster the primary although the others are unreachable. Changes that were not replicated are lost.</summary>
    [Parameter]
    public SwitchParameter ForcePromote { get; set; }

    /// <summary>Returns the resulting configuration.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var tables = new ReplicationTables(ReadTables(nameof(Cluster)), ReadTables(nameof(Topology)));
        var configuration = tables.Configuration;
        var target = $"clusters {string.Join(", ", configuration.Cluster.Select(cluster => cluster.Id))} on {Connected.Place}";
        if (!ShouldProcess(
                target,
                ForcePromote ? "Replace replication configuration and promote this cluster" : "Replace replication configuration"))
        {
            return;
        }

        Await((call, token) => Client.SetReplicationAsync(call, configuration, tables.Tokens, ForcePromote, token));
        if (PassThru)
        {
            WriteObject(Mark(ReadBack("The replication configuration is replaced", configuration, Client.GetReplicationAsync)));
        }
    }
}

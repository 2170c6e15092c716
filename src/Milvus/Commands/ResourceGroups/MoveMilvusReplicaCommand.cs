using System.Globalization;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Marshalling.Values;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Moves replicas of a collection from one resource group to another. The server chooses the replicas.</summary>
/// <example><code>Move-MilvusReplica words __default_resource_group team_a</code>Moves a replica of the collection.</example>
/// <example>
/// <code>Move-MilvusReplica words team_a team_b -ReplicaCount 2 -PassThru</code>
/// Moves two replicas, and shows the result.
/// </example>
/// <example>
/// <code>Get-MilvusReplica words | Where-Object ResourceGroup -EQ team_a | Move-MilvusReplica -TargetResourceGroup team_b</code>
/// Moves all replicas of a group.
/// </example>
/// <parameter name="InputObject">Replicas as Get-MilvusReplica returns them. For each, one replica of its collection is moved from its
/// resource group.</parameter>
[Cmdlet(VerbsCommon.Move, "MilvusReplica", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Move-MilvusReplica.md")]
[OutputType(typeof(Replica))]
public sealed class MoveMilvusReplicaCommand : InCollectionCommand<Replica>
{
    /// <summary>The resource group to take the replicas from.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
    public string SourceResourceGroup { get; set; } = string.Empty;

    /// <summary>The target resource group.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, ParameterSetName = ByObject)]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
    public string TargetResourceGroup { get; set; } = string.Empty;

    /// <summary>The number of replicas; one when left out.</summary>
    [Parameter]
    [OnlyIn(ByName)]
    [ValidateRange(1, 1000)]
    public int ReplicaCount { get; set; } = 1;

    /// <summary>Writes the replicas of the collection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Act(string collection, Replica? item) =>
        Move(collection, item?.ResourceGroup ?? SourceResourceGroup, item is null ? ReplicaCount : 1, item);

    private void Move(string collection, string source, int count, Replica? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"{Counts.ToText(count, "replica")} of {GetCollectionText(collection, item)} in resource group {source} on {GetPlace(item)}");
        if (!ShouldProcess(what, $"Move to resource group {TargetResourceGroup}"))
        {
            return;
        }

        Await((call, token) => client.TransferReplicaAsync(call, collection, source, TargetResourceGroup, count, token), context);
        if (PassThru)
        {
            var moved = ReadBack<IReadOnlyList<Replica>>(
                $"{Counts.ToText(count, "replica")} of {collection} {Counts.Noun(count, "is", "are")} moved",
                [],
                (call, token) => client.GetReplicasAsync(call, collection, token),
                context);
            foreach (var replica in moved)
            {
                Write(replica, item);
            }
        }
    }
}

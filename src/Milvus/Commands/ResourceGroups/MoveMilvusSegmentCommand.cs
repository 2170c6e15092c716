using System.Globalization;
using System.Management.Automation;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Balances the load of query nodes: moves loaded segments of a collection from one node to others.</summary>
/// <remarks>Servers balance automatically; use this cmdlet if they do not. Get-MilvusReplica shows the nodes.</remarks>
/// <example>
/// <code>Move-MilvusSegment words -SourceNodeId 4</code>
/// Moves all segments of the collection away from a node; the server chooses the targets.
/// </example>
/// <example><code>Move-MilvusSegment words -SourceNodeId 4 -TargetNodeId 5, 6</code>Moves them to two other nodes.</example>
/// <example>
/// <code>Move-MilvusSegment words -SourceNodeId 4 -TargetNodeId 5 -SegmentId 470664514610397235 -WhatIf</code>
/// Shows the effect of moving one segment.
/// </example>
/// <example>
/// <code>Get-MilvusSegment words -Loaded | Where-Object MemorySize -GT 1GB | Move-MilvusSegment -TargetNodeId 7</code>
/// Moves large segments from the nodes where they are loaded.
/// </example>
/// <parameter name="InputObject">Segments as Get-MilvusSegment -Loaded returns them; those of one node are moved together.</parameter>
[Cmdlet(VerbsCommon.Move, "MilvusSegment", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Move-MilvusSegment.md")]
public sealed class MoveMilvusSegmentCommand : InCollectionCommand<Segment>
{
    private readonly Dictionary<(MilvusConnection Connection, string? Database, string Collection, long Node), List<long>> _piped = [];

    /// <summary>The id of the node to move segments from. Not needed for a piped segment that is loaded on one node.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [Parameter(ParameterSetName = ByObject)]
    public long? SourceNodeId { get; set; }

    /// <summary>The ids of the target nodes; the server chooses when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public long[]? TargetNodeId { get; set; }

    /// <summary>The ids of the segments; all of the node when left out.</summary>
    [Parameter]
    [OnlyIn(ByName)]
    [ValidateNotNullOrEmpty]
    public long[]? SegmentId { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        foreach (var (from, ids) in _piped)
        {
            var item = new Segment { Database = from.Database, Origin = from.Connection };
            ForItem(from.Collection, () => Move(from.Connection, GetCall(item), GetPlace(item), from.Collection, from.Node, [.. ids]));
        }
    }

    private protected override void Act(string collection, Segment? item)
    {
        if (item is null)
        {
            Move(Connected, Call, GetPlace(), collection, SourceNodeId!.Value, SegmentId ?? []);
            return;
        }

        Collect(item);
    }

    private void Collect(Segment segment)
    {
        var node = SourceNodeId ?? (segment.NodeId.Length == 1 ? segment.NodeId[0] : throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"Segment {segment.Id} is loaded on "
                + $"{(segment.NodeId.Length == 0 ? "an unknown node" : $"the nodes {Join(segment.NodeId)}")}.")
        {
            RecommendedAction = "Specify the node with -SourceNodeId; Get-MilvusSegment -Loaded shows the nodes.",
        });
        var from = (GetConnection(segment), Database ?? segment.Database, segment.Collection, node);
        if (!_piped.TryGetValue(from, out var ids))
        {
            _piped[from] = ids = [];
        }

        ids.Add(segment.Id);
    }

    private void Move(MilvusConnection connection, CallContext context, string place, string collection, long source, long[] ids)
    {
        var segments = ids.Length == 0 ? "all segments" : $"segments {Join(ids)}";
        var nodes = TargetNodeId is null ? "other nodes" : $"nodes {Join(TargetNodeId)}";
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"{segments} of {GetCollectionText(collection, connection, context)} on node {source} of {place}");
        if (ShouldProcess(what, $"Move to {nodes}"))
        {
            Await((call, token) => connection.Client.LoadBalanceAsync(call, collection, source, TargetNodeId ?? [], ids, token), context);
        }
    }

    private static string Join(long[] ids) => string.Join(", ", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
}

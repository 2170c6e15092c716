using System.Globalization;
using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Balances the load of query nodes: moves loaded segments of a collection from one node to others.</summary>
/// <remarks>Servers balance by themselves; this is for the cases where they do not. Get-MilvusReplica tells the nodes.</remarks>
/// <example><code>Move-MilvusSegment words -SourceNodeId 4</code>Moves all segments of the collection away from a node; the server chooses where to.</example>
/// <example><code>Move-MilvusSegment words -SourceNodeId 4 -TargetNodeId 5, 6</code>Moves them to two other nodes.</example>
/// <example><code>Move-MilvusSegment words -SourceNodeId 4 -TargetNodeId 5 -SegmentId 470664514610397235 -WhatIf</code>Shows what moving one segment would do.</example>
[Cmdlet(VerbsCommon.Move, "MilvusSegment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class MoveMilvusSegmentCommand : ConnectedCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The id of the node that gives the segments.</summary>
    [Parameter(Mandatory = true)]
    public long SourceNodeId { get; set; }

    /// <summary>The ids of the nodes that get them; the server's choice when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public long[]? TargetNodeId { get; set; }

    /// <summary>The ids of the segments; all of the node when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public long[]? SegmentId { get; set; }

    private protected override object? Target => Collection;

    /// <inheritdoc/>
    protected override void Process()
    {
        var segments = SegmentId is null ? "all segments" : $"segments {Join(SegmentId)}";
        var nodes = TargetNodeId is null ? "other nodes" : $"nodes {Join(TargetNodeId)}";
        var what = string.Create(CultureInfo.InvariantCulture, $"{segments} of collection {Collection} on node {SourceNodeId} of {Place()}");
        if (ShouldProcess(what, $"Move to {nodes}"))
        {
            Await((call, token) => Client.LoadBalanceAsync(call, Collection, SourceNodeId, TargetNodeId ?? [], SegmentId ?? [], token));
        }
    }

    private static string Join(long[] ids) => string.Join(", ", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
}

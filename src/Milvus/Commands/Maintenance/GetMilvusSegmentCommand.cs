using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Lists the segments of a collection: stored, or loaded by query nodes.</summary>
/// <example><code>Get-MilvusSegment words</code>Lists the stored segments with rows, state and level.</example>
/// <example><code>Get-MilvusSegment words -Loaded | Format-List</code>Shows the loaded segments with memory, index and nodes.</example>
/// <example>
/// <code>Get-MilvusSegment words -State Growing, Sealed</code>
/// Lists the segments that are not stored yet, on servers that distinguish the states.
/// </example>
/// <example>
/// <code>Get-MilvusCollection | Get-MilvusSegment | Group-Object Collection -NoElement</code>
/// Counts the segments of each collection.
/// </example>
/// <parameter name="InputObject">Collections as Get-MilvusCollection returns them; their segments are read on the connection each came
/// from.</parameter>
[Cmdlet(VerbsCommon.Get, "MilvusSegment", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusSegment.md")]
[OutputType(typeof(Segment))]
public sealed class GetMilvusSegmentCommand : InCollectionCommand<Collection>
{
    private IReadOnlyCollection<string> _states = [];

    /// <summary>Lists the segments that query nodes have loaded, instead of the stored ones.</summary>
    [Parameter]
    public SwitchParameter Loaded { get; set; }

    /// <summary>
    /// Stored segments of these states only: Growing, Sealed, Flushing, Flushed, Importing, Dropped, or patterns; * means all that the
    /// server still has. The default is Sealed, Flushing and Flushed, which the server calls persistent. Any other state requires Milvus
    /// 3.0 or the embedded engine.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SegmentStateCompleter))]
    public string[]? State { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Loaded && State is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-State selects stored segments, but -Loaded lists loaded ones.")
            {
                RecommendedAction = "Omit one of them. Where-Object State -EQ Sealed selects loaded segments by state.",
            };
        }

        _states = SegmentStates.Match(State ?? []);
    }

    private protected override void Act(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var segments = Await(
            (call, token) => Loaded
                ? client.ListLoadedSegmentsAsync(call, collection, token)
                : client.ListStoredSegmentsAsync(call, collection, _states, token),
            context);
        foreach (var segment in segments)
        {
            Write(segment, item);
        }
    }
}

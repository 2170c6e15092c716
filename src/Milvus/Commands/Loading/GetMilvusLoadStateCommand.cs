using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Shows whether collections, or a partition, are loaded.</summary>
/// <example><code>Get-MilvusLoadState words</code>Shows NotLoad, Loading with its progress in percent, or Loaded.</example>
/// <example><code>Get-MilvusLoadState words -Partition drafts</code>The same for a partition.</example>
/// <example>
/// <code>Get-MilvusCollection | Get-MilvusLoadState | Where-Object State -EQ Loading</code>
/// Shows collections that are being loaded.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusLoadState", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusLoadState.md")]
[OutputType(typeof(LoadState))]
public sealed class GetMilvusLoadStateCommand : EachCollectionCommand
{
    /// <summary>The partition; the whole collection when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string? Partition { get; set; }

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var state = Await((call, token) => client.GetLoadStateAsync(call, name, Partition, token), context);
        if (state == "NotExist")
        {
            throw new MilvusException(MilvusErrorId.CollectionNotFound, $"{GetPlace(item)} has no collection {name}.");
        }

        var progress = state switch
        {
            "Loaded" => 100,
            "Loading" => Await(
                (call, token) => client.GetLoadingProgressAsync(call, name, Partition is null ? [] : [Partition], refresh: false, token),
                context),
            _ => 0,
        };
        WriteObject(
            Mark(
                new LoadState
                {
                    Collection = name,
                    Partition = Partition,
                    State = state,
                    Progress = progress,
                },
                GetConnection(item),
                context.Database));
    }
}

using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Loads a collection, so that it can be searched and queried, and waits until it is loaded.</summary>
/// <example><code>Mount-MilvusCollection words</code>Loads the collection and waits.</example>
/// <example><code>Mount-MilvusCollection words -NoWait</code>Starts loading and returns at once.</example>
/// <example><code>Get-MilvusCollection docs* | Mount-MilvusCollection -PassThru</code>Loads several and shows them.</example>
/// <parameter name="InputObject">Collections as Get-MilvusCollection returns them; the connection each came from is used.</parameter>
[Cmdlet(VerbsData.Mount, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Mount-MilvusCollection.md")]
[OutputType(typeof(Collection))]
public sealed class MountMilvusCollectionCommand : LoadCommand<Collection>
{
    /// <summary>The collection, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("Collection", "CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[] Name { get; set; } = [];

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, collection => Mount(collection.Name, collection));
        ForEachName(Name, name => Mount(name, null));
    }

    private void Mount(string name, Collection? item)
    {
        if (ShouldProcess($"{GetCollectionText(name, item)} on {GetPlace(item)}", "Load collection"))
        {
            LoadAtEnd(name, name, item);
        }
    }

    private protected override string FindGroup(LoadTarget<Collection> target) => string.Empty;

    private protected override string Describe(LoadTarget<Collection> target) => target.Name;

    private protected override Task StartAsync(
        MilvusClient client,
        CallContext call,
        IReadOnlyList<LoadTarget<Collection>> targets,
        LoadOptions options,
        CancellationToken token) =>
        Task.WhenAll(targets.Select(target => client.LoadCollectionAsync(call, target.Name, options, token)));

    private protected override Task WaitAsync(
        MilvusClient client,
        CallContext call,
        LoadTarget<Collection> target,
        IProgress<WaitProgress> progress,
        CancellationToken token) => client.WaitForLoadAsync(call, target.Name, Refresh, progress, token);

    private protected override void Show(LoadTarget<Collection> target) =>
        WriteCollection(target.Name, target.Item, NoWait ? "being loaded" : "loaded");
}

using System.Management.Automation;
using Milvus.Completion;
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
        var client = GetClient(item);
        if (!ShouldProcess($"{GetCollectionText(name, item)} on {GetPlace(item)}", "Load collection"))
        {
            return;
        }

        Load(
            name,
            item,
            (call, options, token) => client.LoadCollectionAsync(call, name, options, token),
            (call, display, token) => client.WaitForLoadAsync(call, name, Refresh, display, token));
        if (PassThru)
        {
            WriteCollection(name, item, NoWait ? "being loaded" : "loaded");
        }
    }
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that processes each collection, by name or piped.</summary>
public abstract class EachCollectionCommand : ConnectedCommand
{
    /// <summary>The collection, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("Collection", "CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Collections as Get-MilvusCollection returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, collection => Act(collection.Name, collection));
        ForEachName(Name, name => Act(name, null));
    }

    /// <summary>Processes a collection.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    private protected abstract void Act(string name, Collection? item);
}

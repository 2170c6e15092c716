using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>A cmdlet that does one thing to each collection: named, or piped from Get-MilvusCollection.</summary>
public abstract class EachCollectionCommand : ConnectedCommand
{
    /// <summary>The collection, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("Collection", "CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Collections as Get-MilvusCollection gives them; the connection each came from is used.</summary>
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

    /// <summary>Does it to one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="item">The object it was piped as; null when it was named.</param>
    private protected abstract void Act(string name, Collection? item);
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>A cmdlet that reads what is in collections: named, or piped from Get-MilvusCollection.</summary>
public abstract class InCollectionCommand : CollectionCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Collections as Get-MilvusCollection gives them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByName)
        {
            ForItem(Collection, () => Act(Collection, null));
            return;
        }

        foreach (var collection in InputObject)
        {
            ForItem(collection, () => Act(collection.Name, collection));
        }
    }

    /// <summary>Reads one collection.</summary>
    /// <param name="collection">Its name.</param>
    /// <param name="item">The object it was piped as; null when it was named.</param>
    private protected abstract void Act(string collection, Collection? item);
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Objects;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet for a collection, by name or from a piped object.</summary>
/// <typeparam name="T">The piped type: collections, or objects that belong to one.</typeparam>
public abstract class InCollectionCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Collections as Get-MilvusCollection returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public T[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, item => Act(Collections.FindName(item), item));
        ForEach(ParameterSetName == ByName ? [Collection] : Array.Empty<string>(), collection => Act(collection, null));
    }

    /// <summary>Processes a collection.</summary>
    /// <param name="collection">The name of the collection.</param>
    /// <param name="item">The piped object; null if the collection was specified by name.</param>
    private protected abstract void Act(string collection, T? item);
}

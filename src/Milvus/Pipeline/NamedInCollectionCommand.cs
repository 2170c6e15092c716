using System.Management.Automation;
using Milvus.Completion;
using Milvus.Objects;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that processes each object of its noun inside a collection, by name or piped.</summary>
/// <typeparam name="T">The output type of the Get- cmdlet of the noun.</typeparam>
public abstract class NamedInCollectionCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public virtual string Collection { get; set; } = string.Empty;

    /// <summary>The name, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(NounNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Objects as the Get- cmdlet of the same noun returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public T[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, item => Act(Collections.FindName(item), item.ToString()!, item));
        ForEachName(Name, name => Act(Collection, name, null));
    }

    /// <summary>Processes an object.</summary>
    /// <param name="collection">Its collection.</param>
    /// <param name="name">Its name.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    private protected abstract void Act(string collection, string name, T? item);
}

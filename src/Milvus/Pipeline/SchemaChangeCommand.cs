using System.Management.Automation;
using Milvus.Completion;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that changes the schema of a collection, by name or piped, and can return the collection.</summary>
public abstract class SchemaChangeCommand : ConnectedCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Collections as Get-MilvusCollection returns them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>Writes the collection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, collection => Change(collection.Name, collection));
        ForEach(ParameterSetName == ByName ? [Collection] : Array.Empty<string>(), collection => Change(collection, null));
    }

    /// <summary>Changes one collection.</summary>
    /// <param name="collection">Its name.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    private protected abstract void Change(string collection, Collection? item);

    /// <summary>Returns the changed collection, if requested.</summary>
    private protected void Show(string collection, Collection? item)
    {
        if (PassThru)
        {
            WriteCollection(collection, item, "changed");
        }
    }
}

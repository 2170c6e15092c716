using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>A cmdlet that changes the schema of a collection, which is named or piped, and shows the collection.</summary>
public abstract class SchemaChangeCommand : ConnectedCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Collections as Get-MilvusCollection gives them.</summary>
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
    /// <param name="item">The object it was piped as; null when it was named.</param>
    private protected abstract void Change(string collection, Collection? item);

    /// <summary>Shows the collection as it is after the change, if it was asked for.</summary>
    private protected void Show(string collection, Collection? item)
    {
        if (PassThru)
        {
            WriteCollection(collection, item, "changed");
        }
    }
}

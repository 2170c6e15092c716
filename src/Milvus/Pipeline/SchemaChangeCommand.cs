using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>A cmdlet that changes the schema of a collection, which is named or piped, and shows the collection.</summary>
public abstract class SchemaChangeCommand : CollectionCommand
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
        if (ParameterSetName == ByName)
        {
            ForItem(Collection, () => Change(Collection, null));
            return;
        }

        foreach (var collection in InputObject)
        {
            ForItem(collection, () => Change(collection.Name, collection));
        }
    }

    /// <summary>Changes one collection.</summary>
    private protected abstract void Change(string collection, Collection? item);

    /// <summary>Shows the collection as it is after the change, if it was asked for.</summary>
    private protected void Show(string collection, Collection? item)
    {
        if (PassThru)
        {
            var context = CallOf(item);
            var client = ClientOf(item);
            var changed = ReadBack(
                $"Collection {collection} is changed",
                new Collection { Name = collection },
                (call, token) => CollectionReader.ReadAsync(client, call, collection, token),
                context);
            WriteObject(Mark(changed, ConnectionOf(item), context.Database));
        }
    }
}

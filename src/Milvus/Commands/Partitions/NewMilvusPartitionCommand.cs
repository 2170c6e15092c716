using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Creates partitions in a collection.</summary>
/// <remarks>A collection with a partition key makes its partitions itself: the server refuses others there.</remarks>
/// <example><code>New-MilvusPartition words drafts</code>Creates a partition.</example>
/// <example><code>'2025', '2026' | ForEach-Object { New-MilvusPartition words "year_$_" }</code>Creates one for each year.</example>
/// <example>
/// <code>Get-MilvusCollection docs* | New-MilvusPartition -Name drafts</code>
/// Creates the same partition in several collections.
/// </example>
[Cmdlet(
    VerbsCommon.New,
    "MilvusPartition",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByName
)]
[OutputType(typeof(Partition))]
public sealed class NewMilvusPartitionCommand : CollectionCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The name, or several: letters, digits and underscores.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Collections as Get-MilvusCollection gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Name)
        {
            if (ParameterSetName == ByName)
            {
                ForItem(name, () => Create(Collection, name, null));
                continue;
            }

            foreach (var collection in InputObject)
            {
                ForItem(collection, () => Create(collection.Name, name, collection));
            }
        }
    }

    private void Create(string collection, string name, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (!ShouldProcess($"partition {name} of {CollectionText(collection, item)} on {Place(item)}", "Create partition"))
        {
            return;
        }

        Await((call, token) => client.CreatePartitionAsync(call, collection, name, token), context);
        var made = ReadBack(
            $"Partition {name} of {collection} is created",
            new Partition { Name = name, Collection = collection },
            (call, token) => CatalogReader.PartitionAsync(client, call, collection, name, token),
            context);
        WriteObject(Mark(made, ConnectionOf(item), context.Database));
    }
}

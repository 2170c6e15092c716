using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Lists the partitions of a collection: load state and rows.</summary>
/// <example><code>Get-MilvusPartition words</code>Lists the partitions of the collection.</example>
/// <example>
/// <code>Get-MilvusPartition words year_* | Mount-MilvusPartition</code>
/// Loads the partitions whose names begin with year_.
/// </example>
/// <example>
/// <code>Get-MilvusCollection | Get-MilvusPartition | Where-Object LoadState -EQ NotLoad</code>
/// Partitions that are not loaded, of all collections.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusPartition", DefaultParameterSetName = ByName)]
[OutputType(typeof(Partition))]
public sealed class GetMilvusPartitionCommand : CollectionCommand
{
    /// <summary>Collections as Get-MilvusCollection gives them; their partitions are read on the connection each came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Names, with wildcards; all partitions when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByName)
        {
            ForItem(Collection, () => Write(Collection, null));
            return;
        }

        foreach (var collection in InputObject)
        {
            ForItem(collection, () => Write(collection.Name, collection));
        }
    }

    private void Write(string collection, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var all = Await((call, token) => client.GetPartitionsAsync(call, collection, token), context);
        foreach (var name in Name ?? ["*"])
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                ForItem(
                    name,
                    () => Show(Await((call, token) => CatalogReader.PartitionAsync(client, call, collection, name, token), context)));
                continue;
            }

            foreach (var partition in Names.Match(all, name, partition => partition.Name))
            {
                ForItem(
                    partition,
                    () => Show(Await((call, token) => CatalogReader.CompleteAsync(client, call, partition, token), context)));
            }
        }

        void Show(Partition partition) => WriteObject(Mark(partition, ConnectionOf(item), context.Database));
    }
}

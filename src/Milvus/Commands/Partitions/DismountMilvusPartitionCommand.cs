using System.Management.Automation;

namespace Milvus;

/// <summary>Releases partitions: their rows stay, but they cannot be searched until they are loaded again.</summary>
/// <example><code>Dismount-MilvusPartition words drafts</code>Releases the partition, so that it can be dropped.</example>
/// <example>
/// <code>Get-MilvusPartition words year_* | Dismount-MilvusPartition -WhatIf</code>
/// Shows which partitions would be released.
/// </example>
/// <example><code>Dismount-MilvusPartition words drafts -PassThru</code>Releases it and shows it.</example>
[Cmdlet(
    VerbsData.Dismount,
    "MilvusPartition",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = ByName
)]
[OutputType(typeof(Partition))]
public sealed class DismountMilvusPartitionCommand : PartitionCommand
{
    /// <summary>Writes the partition.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Act(string collection, string name, Partition? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (!ShouldProcess(Named(collection, name, item), "Release partition"))
        {
            return;
        }

        Await((call, token) => client.ReleasePartitionsAsync(call, collection, [name], token), context);
        if (PassThru)
        {
            var released = ReadBack(
                $"Partition {name} of {collection} is released",
                new Partition { Name = name, Collection = collection },
                (call, token) => CatalogReader.PartitionAsync(client, call, collection, name, token),
                context);
            WriteObject(Mark(released, ConnectionOf(item), context.Database));
        }
    }
}

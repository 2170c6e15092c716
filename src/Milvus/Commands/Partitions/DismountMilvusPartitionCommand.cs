using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Releases partitions: their rows stay, but they cannot be searched until they are loaded again.</summary>
/// <example><code>Dismount-MilvusPartition words drafts</code>Releases the partition, so that it can be dropped.</example>
/// <example>
/// <code>Get-MilvusPartition words year_* | Dismount-MilvusPartition -WhatIf</code>
/// Shows which partitions would be released.
/// </example>
/// <example><code>Dismount-MilvusPartition words drafts -PassThru</code>Releases it and shows it.</example>
[Cmdlet(VerbsData.Dismount, "MilvusPartition", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Dismount-MilvusPartition.md")]
[OutputType(typeof(Partition))]
public sealed class DismountMilvusPartitionCommand : ChangeInCollectionCommand<Partition>
{
    private protected override void Act(string collection, string name, Partition? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess($"partition {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Release partition"))
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
            Write(released, item);
        }
    }
}

using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Creates partitions in a collection.</summary>
/// <remarks>A collection with a partition key manages its own partitions; the server refuses others.</remarks>
/// <example><code>New-MilvusPartition words drafts</code>Creates a partition.</example>
/// <example><code>'2025', '2026' | ForEach-Object { New-MilvusPartition words "year_$_" }</code>Creates one for each year.</example>
/// <example>
/// <code>Get-MilvusCollection docs* | New-MilvusPartition -Name drafts</code>
/// Creates the same partition in several collections.
/// </example>
/// <parameter name="InputObject">Collections as Get-MilvusCollection returns them.</parameter>
[Cmdlet(VerbsCommon.New, "MilvusPartition", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "New-MilvusPartition.md")]
[OutputType(typeof(Partition))]
public sealed class NewMilvusPartitionCommand : InCollectionCommand<Collection>
{
    /// <summary>The name, or several: letters, digits and underscores.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string[] Name { get; set; } = [];

    private protected override void Act(string collection, Collection? item) =>
        ForEach(Name, name => Create(collection, name, item));

    private void Create(string collection, string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess($"partition {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Create partition"))
        {
            return;
        }

        Await((call, token) => client.CreatePartitionAsync(call, collection, name, token), context);
        var made = ReadBack(
            $"Partition {name} of {collection} is created",
            new Partition { Name = name, Collection = collection },
            (call, token) => CatalogReader.PartitionAsync(client, call, collection, name, token),
            context);
        Write(made, item);
    }
}

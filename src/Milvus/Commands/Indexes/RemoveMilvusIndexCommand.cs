using System.Management.Automation;
using Milvus.Client;
using Milvus.Commands.Indexes;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Drops an index. The rows stay.</summary>
/// <remarks>
/// Milvus refuses to drop an index of a loaded collection: use Dismount-MilvusCollection first, or -Force. An index that does
/// not exist is a warning, not an error.
/// </remarks>
/// <example><code>Remove-MilvusIndex customized_setup my_id</code>Drops the index of that name.</example>
/// <example>
/// <code>Get-MilvusIndex words | Remove-MilvusIndex -WhatIf</code>
/// Shows which indexes would be dropped, with the number of rows if the collection is loaded.
/// </example>
/// <example>
/// <code>Remove-MilvusIndex words -Field vector -Force</code>
/// Releases the collection, drops the index on the field, and loads the collection again if possible.
/// </example>
[Cmdlet(VerbsCommon.Remove, "MilvusIndex", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Remove-MilvusIndex.md")]
public sealed class RemoveMilvusIndexCommand : ConnectedCommand
{
    private const string ByField = "ByField";

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByField)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The index to drop; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(IndexNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Drops the indexes on this field, whatever their names are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByField)]
    [ArgumentCompleter(typeof(IndexedFieldCompleter))]
    public string? Field { get; set; }

    /// <summary>Indexes as Get-MilvusIndex returns them; each is dropped on the connection it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Index[] InputObject { get; set; } = [];

    /// <summary>
    /// Releases a loaded collection first. It is loaded again afterwards if every vector field still has an index; otherwise it
    /// stays released, with a warning.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ByObject:
                foreach (var index in InputObject)
                {
                    ForItem(index, () => Drop(index.Collection, index, index, isListed: false));
                }

                break;

            case ByField:
                ForItem(Collection, () => DropOnField(Field!));
                break;

            default:
                foreach (var name in Name)
                {
                    ForItem(name, () => DropByName(NamePatterns.CheckLiteral(name, nameof(Name))));
                }

                break;
        }
    }

    private void DropByName(string name)
    {
        // If the list cannot be read, the server decides whether the index exists.
        var known = TryRead<IReadOnlyList<Index>>(
            $"The indexes of {Collection}",
            async (call, token) => await Client.ListIndexesAsync(call, Collection, token).ConfigureAwait(false));
        var index = known is null ? new Index { Name = name, Collection = Collection } : known.FirstOrDefault(one => one.Name == name);
        if (index is null)
        {
            WriteWarning($"Collection {Collection} has no index {name}: nothing was dropped.");
            return;
        }

        Drop(Collection, index, null, isListed: true);
    }

    private void DropOnField(string field)
    {
        var indexes = List(Client, Call, Collection).Where(known => known.Field == field).ToList();
        if (indexes.Count == 0)
        {
            WriteWarning($"Collection {Collection} has no index on field {field}: nothing was dropped.");
        }

        foreach (var index in indexes)
        {
            ForItem(index, () => Drop(Collection, index, null, isListed: true));
        }
    }

    private void Drop(string collection, Index index, Index? item, bool isListed)
    {
        if (index.Name.Length == 0)
        {
            // For an empty name, a server drops the only index.
            throw new MilvusException(MilvusErrorId.InvalidArgument, "The index has no name, so it cannot be dropped by name.");
        }

        var client = GetClient(item);
        var context = GetCall(item);
        var rows = ShowsConfirmation
            ? Await((call, token) => RowCounts.CountCollectionAsync(client, call, collection, token), context)
            : null;
        var type = index.IndexType.Length == 0 ? string.Empty : $"{index.IndexType} on ";
        var what = index.Field.Length == 0 ? string.Empty : $" ({type}field {index.Field}, {RowCounts.ToText(rows)})";
        var target = $"index {index.Name}{what} of {GetCollectionText(collection, item)} on {GetPlace(item)}";
        if (!ShouldProcess(target, "Drop index"))
        {
            return;
        }

        var dropped = Force
            ? Await((call, token) => new ForcedIndexDrop(client, call, collection, isListed).DropAsync(index.Name, token), context)
            : Await(
                (call, token) => isListed
                    ? client.DropListedIndexAsync(call, collection, index.Name, token)
                    : client.DropIndexAsync(call, collection, index.Name, token),
                context);
        if (!dropped)
        {
            WriteWarning($"Collection {collection} has no index {index.Name}: nothing was dropped.");
        }
    }

    private IReadOnlyList<Index> List(MilvusClient client, CallContext context, string collection) =>
        Await((call, token) => client.ListIndexesAsync(call, collection, token), context);
}

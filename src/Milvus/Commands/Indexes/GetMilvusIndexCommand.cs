using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists and describes the indexes of a collection: type, metric, parameters, rows, state.</summary>
/// <example><code>Get-MilvusIndex words</code>Lists the indexes of the collection.</example>
/// <example><code>Get-MilvusIndex words vec* | Format-List</code>Describes the indexes whose names begin with vec.</example>
/// <example>
/// <code>Get-MilvusCollection docs* | Get-MilvusIndex | Where-Object PendingRows -GT 0</code>
/// Shows indexes that do not cover all rows yet.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusIndex", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusIndex.md")]
[OutputType(typeof(Index))]
public sealed class GetMilvusIndexCommand : GetInCollectionCommand<Index>
{
    /// <summary>Only indexes on this field.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IndexedFieldCompleter))]
    public string? Field { get; set; }

    private protected override IReadOnlyList<Index> List(string collection, Collection? item)
    {
        var client = GetClient(item);
        var all = Await((call, token) => client.ListIndexesAsync(call, collection, token), GetCall(item));
        if (Field is null)
        {
            return all;
        }

        Index[] found = [.. all.Where(index => index.Field == Field)];
        if (found.Length == 0)
        {
            CheckField(client, collection, item);
        }

        return found;
    }

    // A field can be without an index, but a field that does not exist is an error. A dynamic key is not a field.
    private void CheckField(MilvusClient client, string collection, Collection? item)
    {
        var schema = TryRead<Collection>(
            $"The fields of {collection}",
            async (call, token) => await client.DescribeCollectionAsync(call, collection, token).ConfigureAwait(false),
            GetCall(item));
        if (schema is { EnableDynamicField: false } && schema.Field.All(field => field.Name != Field))
        {
            throw new MilvusException(MilvusErrorId.FieldNotFound, $"Collection {collection} has no field {Field}.") { Field = Field };
        }
    }

    private protected override IEnumerable<Index> Find(
        Lazy<IReadOnlyList<Index>> known,
        string collection,
        Collection? item,
        string name) => FindByName(known.Value, name) ?? throw new MilvusException(
            MilvusErrorId.IndexNotFound,
            $"Collection {collection} has no index {name}.")
        {
            RecommendedAction = $"Get-MilvusIndex {collection} lists the existing indexes.",
        };
}

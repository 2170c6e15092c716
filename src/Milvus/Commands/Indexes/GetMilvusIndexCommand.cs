using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Lists and describes the indexes of a collection: type, metric, parameters, rows, state.</summary>
/// <example><code>Get-MilvusIndex words</code>Lists the indexes of the collection.</example>
/// <example><code>Get-MilvusIndex words vec* | Format-List</code>Describes the indexes whose names begin with vec.</example>
/// <example>
/// <code>Get-MilvusCollection docs* | Get-MilvusIndex | Where-Object PendingRows -GT 0</code>
/// Indexes that do not cover all rows yet.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusIndex")]
[OutputType(typeof(Index))]
public sealed class GetMilvusIndexCommand : CollectionCommand
{
    /// <summary>Collections as Get-MilvusCollection gives them; their indexes are read on the connection each came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Names, with wildcards; all indexes when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IndexNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only indexes on this field.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string? Field { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByObject)
        {
            foreach (var collection in InputObject)
            {
                ForItem(collection, () => Write(collection.Name, collection));
            }

            return;
        }

        ForItem(Collection, () => Write(Collection, null));
    }

    private void Write(string collection, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var all = Await((call, token) => client.ListIndexesAsync(call, collection, token), context);
        var known = Field is null ? all : [.. all.Where(index => index.Field == Field)];
        foreach (var name in Name ?? ["*"])
        {
            var found = Names.Match(known, name, index => index.Name).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                ForItem(name, () => throw new MilvusException(MilvusErrorId.IndexNotFound, $"Collection {collection} has no index {name}.")
                {
                    RecommendedAction = $"Get-MilvusIndex {collection} lists the indexes there are.",
                });
            }

            foreach (var index in found)
            {
                WriteObject(Mark(index, ConnectionOf(item), context.Database));
            }
        }
    }
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>
/// Lists and describes collections: fields, load state, and the server's statistic of rows (Measure-MilvusCollection -Exact counts them).
/// </summary>
/// <example><code>Get-MilvusCollection</code>Lists the collections of the database.</example>
/// <example>
/// <code>Get-MilvusCollection docs* | Get-MilvusIndex</code>
/// Lists the indexes of every collection whose name begins with docs.
/// </example>
/// <example><code>(Get-MilvusCollection words).Field</code>Shows the fields of a collection.</example>
/// <example><code>'words', 'docs*' | Get-MilvusCollection</code>Takes names from the pipeline.</example>
[Cmdlet(VerbsCommon.Get, "MilvusCollection", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Get-MilvusCollection.md")]
[OutputType(typeof(Collection))]
public sealed class GetMilvusCollectionCommand : ConnectedCommand
{
    private const int MaxBatchSize = 100;

    /// <summary>Names, with wildcards; all collections when left out. A name without wildcards that does not exist is an error.</summary>
    [Parameter(Position = 0)]
    [OnlyIn(ByName)]
    [Alias("Collection", "CollectionName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// Names as text, with wildcards, or collections that were read before: they are read again, on the connection each came from.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, item => Show(item.Name, item));
        ForEach(ParameterSetName == ByObject ? [] : Name ?? ["*"], name => Show(name, null));
    }

    private void Show(string name, Collection? item)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            Write(Read(name, item), item);
            return;
        }

        var client = GetClient(item);
        var known = NamePatterns.Match(Await(client.ListCollectionsAsync, GetCall(item)), name, found => found);
        foreach (var some in known.Chunk(MaxBatchSize))
        {
            var described = Await((call, token) => client.DescribeCollectionsAsync(call, some, token), GetCall(item));
            foreach (var (found, collection) in some.Zip(described))
            {
                ForListed(found, () => Write(collection is null ? Read(found, item) : Complete(collection, item), item));
            }
        }
    }

    private Collection Read(string name, Collection? item) =>
        Await((call, token) => CollectionReader.ReadAsync(GetClient(item), call, name, token), GetCall(item));

    private Collection Complete(Collection collection, Collection? item) =>
        Await((call, token) => CollectionReader.CompleteAsync(GetClient(item), call, collection, token), GetCall(item));
}

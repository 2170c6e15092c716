using System.Management.Automation;
using Milvus.Completion;
using Milvus.Objects;
using Milvus.Pipeline;
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
[Cmdlet(VerbsCommon.Get, "MilvusCollection", HelpUri = CmdletPages.Folder + "Get-MilvusCollection.md")]
[OutputType(typeof(Collection))]
public sealed class GetMilvusCollectionCommand : ConnectedCommand
{
    private const int MaxBatchSize = 100;

    /// <summary>Names, with wildcards; all collections when left out. A name without wildcards that does not exist is an error.</summary>
    [Parameter(Position = 0)]
    [Alias("Collection", "CollectionName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var name in Name ?? ["*"])
        {
            ForItem(name, () => Write(name));
        }
    }

    private void Write(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            WriteObject(Read(name));
            return;
        }

        var known = NamePatterns.Match(Await(Client.ListCollectionsAsync), name, found => found);
        foreach (var some in known.Chunk(MaxBatchSize))
        {
            var described = Await((call, token) => Client.DescribeCollectionsAsync(call, some, token));
            foreach (var (found, collection) in some.Zip(described))
            {
                ForListed(found, () => WriteObject(collection is null ? Read(found) : Complete(collection)));
            }
        }
    }

    private Collection Read(string name) => Mark(Await((call, token) => CollectionReader.ReadAsync(Client, call, name, token)));

    private Collection Complete(Collection collection) =>
        Mark(Await((call, token) => CollectionReader.CompleteAsync(Client, call, collection, token)));
}

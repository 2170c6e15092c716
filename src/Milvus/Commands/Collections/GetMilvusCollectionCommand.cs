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
/// <example><code>Get-MilvusCollection docs* -NameOnly</code>Lists names only, which is fast on a server with many collections.</example>
[Cmdlet(VerbsCommon.Get, "MilvusCollection", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Get-MilvusCollection.md")]
[OutputType(typeof(Collection), typeof(string))]
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

    /// <summary>Returns only the names, as text: one call, however many collections there are.</summary>
    [Parameter]
    [OnlyIn(ByName)]
    public SwitchParameter NameOnly { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, item => Show(item.Name, item));
        ForEach(ParameterSetName == ByObject ? [] : Name ?? ["*"], name => Show(name, null));
    }

    private void Show(string name, Collection? item)
    {
        var client = GetClient(item);
        if (!NameOnly && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            Write(Await((call, token) => CollectionReader.ReadAsync(client, call, name, token), GetCall(item)), item);
            return;
        }

        var all = FindNames(Await(client.ListCollectionsAsync, GetCall(item)), name);
        if (NameOnly)
        {
            WriteObject(all, enumerateCollection: true);
            return;
        }

        foreach (var names in all.Chunk(MaxBatchSize))
        {
            var described = Await((call, token) => client.DescribeCollectionsAsync(call, names, token), GetCall(item));
            var known = names.Zip(described).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            WriteEachListed<string, Collection>(
                names,
                item,
                (from, call, found, token) => known[found] is { } there
                    ? CollectionReader.CompleteAsync(from, call, there, token)
                    : CollectionReader.ReadAsync(from, call, found, token));
        }
    }

    private static IReadOnlyList<string> FindNames(IReadOnlyList<string> all, string name) =>
        WildcardPattern.ContainsWildcardCharacters(name) ? [.. NamePatterns.Match(all, name, found => found)]
        : all.Contains(name) ? [name]
        : throw new MilvusException(MilvusErrorId.CollectionNotFound, $"The collection {name} does not exist.")
        {
            RecommendedAction = "Get-MilvusCollection lists the existing collections.",
        };
}

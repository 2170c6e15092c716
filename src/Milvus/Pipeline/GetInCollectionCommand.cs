using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus.Pipeline;

/// <summary>A Get- cmdlet for objects with names inside a collection: those with the specified names, or all.</summary>
/// <typeparam name="T">The output type; its text is its name.</typeparam>
public abstract class GetInCollectionCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>
    /// Collections as Get-MilvusCollection returns them; their <plural name="T"/> are read on the connection each came from.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>
    /// Names, with wildcards; all <plural name="T"/> when left out. A name without wildcards that does not exist is an error.
    /// </summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NounNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, collection => Show(collection.Name, collection));
        ForEach(ParameterSetName == ByObject ? Array.Empty<string>() : [Collection], collection => Show(collection, null));
    }

    /// <summary>Lists the objects of a collection.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    private protected abstract IReadOnlyList<T> List(string collection, Collection? item);

    /// <summary>Reads one object; a missing one is an error.</summary>
    /// <param name="known">The objects of the collection, read lazily.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    /// <param name="name">The specified name.</param>
    private protected abstract IEnumerable<T> Find(Lazy<IReadOnlyList<T>> known, string collection, Collection? item, string name);

    /// <summary>Adds to a listed object the information that the list does not contain, as far as the user may read it.</summary>
    private protected virtual Task<T> CompleteAsync(MilvusClient client, CallContext call, T listed, CancellationToken token) =>
        Task.FromResult(listed);

    /// <summary>The objects of a list that have the name, ignoring case; null if there are none.</summary>
    private protected static IReadOnlyList<T>? FindByName(IReadOnlyList<T> known, string name) =>
        NamePatterns.Match(known, name, found => found.ToString()!).ToList() is { Count: > 0 } found ? found : null;

    private void Show(string collection, Collection? item)
    {
        var known = new Lazy<IReadOnlyList<T>>(() => List(collection, item), LazyThreadSafetyMode.None);
        foreach (var name in Name ?? ["*"])
        {
            if (WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteEachListed<T, T>([.. NamePatterns.Match(known.Value, name, found => found.ToString()!)], item, CompleteAsync);
                continue;
            }

            ForItem(name, () => ForEach(Find(known, collection, item, name), found => Write(found, item)));
        }
    }
}

using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus.Pipeline;

/// <summary>A Get- cmdlet for objects with names: those with the specified names, or all.</summary>
/// <typeparam name="T">The output type; its text is its name.</typeparam>
public abstract class GetCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>
    /// Names, with wildcards; all <plural name="T"/> when left out. A name without wildcards that does not exist is an error.
    /// </summary>
    [Parameter(Position = 0)]
    [OnlyIn(ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NounNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// Names as text, with wildcards, or objects that were read before: they are read again, on the connection each came from.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public T[] InputObject { get; set; } = [];

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, item => Show(item.ToString()!, item));
        ForEach(ParameterSetName == ByObject ? [] : Name ?? ["*"], name => Show(name, null));
    }

    /// <summary>Lists all objects. If the server lists only names, the objects have only names.</summary>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    private protected abstract IReadOnlyList<T> List(T? item);

    /// <summary>Reads one object; a missing one is an error.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    private protected abstract T Find(string name, T? item);

    /// <summary>Adds to a listed object the information that the list does not contain, as far as the user may read it.</summary>
    private protected virtual Task<T> CompleteAsync(MilvusClient client, CallContext call, T listed, CancellationToken token) =>
        Task.FromResult(listed);

    private void Show(string name, T? item)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            Write(Find(name, item), item);
            return;
        }

        WriteEachListed<T, T>([.. NamePatterns.Match(List(item), name, found => found.ToString()!)], item, CompleteAsync);
    }
}

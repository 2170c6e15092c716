using System.Management.Automation;
using Milvus.Completion;
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
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NounNameCompleter))]
    public string[]? Name { get; set; }

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process() => ForEach(Name ?? ["*"], Show);

    /// <summary>Lists all objects. If the server lists only names, the objects have only names.</summary>
    private protected abstract IReadOnlyList<T> List();

    /// <summary>Reads one object; a missing one is an error.</summary>
    private protected abstract T Find(string name);

    /// <summary>Adds to a listed object the information that the list does not contain, as far as the user may read it.</summary>
    private protected virtual T Complete(T listed) => listed;

    private void Show(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            WriteObject(Mark(Find(name)));
            return;
        }

        ForEachListed(NamePatterns.Match(List(), name, found => found.ToString()!), found => WriteObject(Mark(Complete(found))));
    }
}

using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>A Get- cmdlet of things that have a name: those of the names that are given, or all.</summary>
/// <typeparam name="T">What it gives; its text is its name.</typeparam>
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

    /// <summary>Asks for all of them. Where a server lists names only, they have nothing but their names.</summary>
    private protected abstract IReadOnlyList<T> List();

    /// <summary>Asks for one; one that is not there is an error.</summary>
    private protected abstract T Find(string name);

    /// <summary>Adds to one of the list what the list does not tell, as far as the user may read it.</summary>
    private protected virtual T Complete(T listed) => listed;

    private void Show(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            WriteObject(Mark(Find(name)));
            return;
        }

        ForEach(Names.Match(List(), name, found => found.ToString()!), found => WriteObject(Mark(Complete(found))));
    }
}

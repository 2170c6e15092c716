using System.Management.Automation;
using Milvus.Completion;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that processes each collection, by name or piped.</summary>
public abstract class EachCollectionCommand : ConnectedCommand
{
    private readonly List<(string Name, Collection? Item)> _waiting = [];

    /// <summary>The collection, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("Collection", "CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public virtual string[] Name { get; set; } = [];

    /// <summary>Collections as Get-MilvusCollection returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public virtual Collection[] InputObject { get; set; } = [];

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Name;

    /// <summary>
    /// The parameter that names the only result, if it is specified: several collections are then refused before the first one is
    /// processed, because each would replace the result of the one before. Null if each collection has a result of its own.
    /// </summary>
    private protected virtual string? NameOfOneResult => null;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, collection => Take(collection.Name, collection));
        ForEachName(Name, name => Take(name, null));
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_waiting.Count > 1)
        {
            var names = string.Join(", ", _waiting.Take(5).Select(one => one.Name)) + (_waiting.Count > 5 ? " and others" : string.Empty);
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"-{NameOfOneResult} names one collection, but {_waiting.Count} are specified: {names}. Nothing was changed.")
            {
                RecommendedAction = "Specify one collection, or repeat the command for each one with a name of its own.",
            };
        }

        foreach (var (name, item) in _waiting)
        {
            ForItem((object?)item ?? name, () => Act(name, item));
        }
    }

    /// <summary>Processes a collection.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    private protected abstract void Act(string name, Collection? item);

    private void Take(string name, Collection? item)
    {
        if (NameOfOneResult is null)
        {
            Act(name, item);
        }
        else
        {
            _waiting.Add((name, item));
        }
    }
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>A cmdlet that does one thing to each object of its noun: named, or piped from the Get- cmdlet of that noun.</summary>
/// <typeparam name="T">What the Get- cmdlet of the noun gives.</typeparam>
public abstract class NamedCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>The name, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NounNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Objects as the Get- cmdlet of the same noun gives them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public T[] InputObject { get; set; } = [];

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, item => Act(item.ToString()!, item));
        ForEachName(Name, name => Act(name, null));
    }

    /// <summary>Does it to one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="item">The object it was piped as; null when it was named.</param>
    private protected abstract void Act(string name, T? item);
}

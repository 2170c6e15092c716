using System.Management.Automation;
using Milvus.Completion;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that processes each object of its noun, by name or piped.</summary>
/// <typeparam name="T">The output type of the Get- cmdlet of the noun.</typeparam>
public abstract class NamedCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>The name, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(NounNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Objects as the Get- cmdlet of the same noun returns them; the connection each came from is used.</summary>
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

    /// <summary>Processes an object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    private protected abstract void Act(string name, T? item);
}

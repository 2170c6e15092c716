using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that changes each object of its noun, by name or piped, and shows it with -PassThru.</summary>
/// <typeparam name="T">The output type of the Get- cmdlet of the noun.</typeparam>
public abstract class ChangeCommand<T> : ConnectedCommand
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

    /// <summary>Writes the <typeparamref name="T"/>.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, item => Act(item.ToString()!, item));
        ForEachName(Name, name => Act(name, null));
    }

    /// <summary>Changes an object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    private protected abstract void Act(string name, T? item);

    /// <summary>Shows an object after the change, if requested.</summary>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    /// <param name="written">The requested object, to show if it cannot be read.</param>
    /// <param name="read">Reads the object.</param>
    /// <param name="noun">The kind of object, for the beginning of a sentence.</param>
    private protected void Show(T? item, T written, Func<CallContext, CancellationToken, Task<T>> read, string noun)
    {
        if (PassThru)
        {
            WriteObject(Mark(ReadBack($"{noun} {written} is changed", written, read, GetCall(item)), GetConnection(item)));
        }
    }
}

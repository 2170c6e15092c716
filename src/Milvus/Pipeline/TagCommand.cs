using System.Collections;
using System.Management.Automation;
using Milvus.Core.Calls;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that sets and removes tags.</summary>
/// <typeparam name="T">The output type of the Get- cmdlet of the noun.</typeparam>
public abstract class TagCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>Tags as the Get- cmdlet of the same noun returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public T[] InputObject { get; set; } = [];

    /// <summary>Tags to set, with their values.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable? Tag { get; set; }

    /// <summary>Tags to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveTag { get; set; }

    /// <summary>Returns the resulting tags.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => TagChange.Check(Tag, RemoveTag);

    /// <summary>Sets and removes the tags of an object, after confirmation.</summary>
    /// <param name="target">The owner of the tags for the confirmation.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    /// <param name="set">Sets tags.</param>
    /// <param name="remove">Removes tags.</param>
    /// <returns>Whether they were changed.</returns>
    private protected bool Change(
        string target,
        T? item,
        Func<CallContext, Dictionary<string, string>, CancellationToken, Task> set,
        Func<CallContext, string[], CancellationToken, Task> remove)
    {
        if (!ShouldProcess(target, PropertyChange.Describe(ReadTable(nameof(Tag)), RemoveTag)))
        {
            return false;
        }

        if (Tag is { Count: > 0 })
        {
            Await((call, token) => set(call, ReadTexts(nameof(Tag)), token), GetCall(item));
        }

        if (RemoveTag is { Length: > 0 })
        {
            Await((call, token) => remove(call, RemoveTag, token), GetCall(item));
        }

        return true;
    }
}

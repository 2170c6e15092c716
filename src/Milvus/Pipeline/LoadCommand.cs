using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>A cmdlet that loads something, with what a load may be told.</summary>
/// <typeparam name="T">What is loaded, and may be piped.</typeparam>
public abstract class LoadCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>Objects as the Get- cmdlet of the same noun returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public T[] InputObject { get; set; } = [];

    /// <summary>The number of replicas to load, for throughput; the server's default when left out.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? ReplicaCount { get; set; }

    /// <summary>The resource groups that hold the replicas; the server chooses when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
    public string[]? ResourceGroup { get; set; }

    /// <summary>The fields to load; all when left out. Milvus 2.3 always loads all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string[]? Field { get; set; }

    /// <summary>Does not load the dynamic field.</summary>
    [Parameter]
    public SwitchParameter SkipDynamicField { get; set; }

    /// <summary>Loads what was added by import since the <typeparamref name="T"/> was loaded.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>The priority of the load on a busy cluster: high or low.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LoadPriorityCompleter))]
    public string? Priority { get; set; }

    /// <summary>Returns at once instead of waiting until the <typeparamref name="T"/> is loaded.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Writes the <typeparamref name="T"/>.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What the load is told.</summary>
    private protected LoadOptions Options => new()
    {
        ReplicaCount = ReplicaCount,
        ResourceGroups = ResourceGroup ?? [],
        Fields = Field ?? [],
        SkipDynamicField = SkipDynamicField,
        Refresh = Refresh,
        Priority = Priority?.ToLowerInvariant(),
    };

    /// <summary>Loads, and waits until it is done unless -NoWait says otherwise.</summary>
    /// <param name="what">What is loaded, as the progress names it.</param>
    /// <param name="item">The object that was piped; null when it was named.</param>
    /// <param name="load">Begins to load.</param>
    /// <param name="wait">Waits for it.</param>
    private protected void Load(
        string what,
        T? item,
        Func<CallContext, LoadOptions, CancellationToken, Task> load,
        Func<CallContext, IProgress<WaitProgress>, CancellationToken, Task> wait)
    {
        var display = new WaitDisplay($"Loading {what}");
        var options = Options;
        Await(
            async (call, token) =>
            {
                await load(call, options, token).ConfigureAwait(false);
                if (!NoWait)
                {
                    await wait(call, display, token).ConfigureAwait(false);
                }
            },
            CallOf(item),
            display);
    }
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that loads collections or partitions, with the options of a load.</summary>
/// <typeparam name="T">The type of the loaded object.</typeparam>
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

    /// <summary>The resource groups for the replicas; the server chooses when left out.</summary>
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

    /// <summary>Loads the rows that were imported since the <typeparamref name="T"/> was loaded.</summary>
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

    /// <summary>The options of the load.</summary>
    private protected LoadOptions Options => new()
    {
        ReplicaCount = ReplicaCount,
        ResourceGroups = ResourceGroup ?? [],
        Fields = Field ?? [],
        SkipDynamicField = SkipDynamicField,
        Refresh = Refresh,
        Priority = Priority?.ToLowerInvariant(),
    };

    /// <summary>Loads, and waits until it is done, except with -NoWait.</summary>
    /// <param name="what">The loaded object for the progress display.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    /// <param name="load">Starts the load.</param>
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
            GetCall(item),
            display);
    }
}

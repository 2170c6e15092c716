using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that loads collections or partitions, with the options of a load.</summary>
/// <typeparam name="T">The type of the loaded object.</typeparam>
public abstract class LoadCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    private const int MaxLoadsAtOnce = 32;

    private readonly List<LoadTarget<T>> _confirmed = [];

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

    /// <inheritdoc/>
    protected override void End()
    {
        foreach (var targets in _confirmed
            .GroupBy(one => (GetConnection(one.Item), GetCall(one.Item).Database, FindGroup(one)))
            .SelectMany(group => group.Chunk(MaxLoadsAtOnce)))
        {
            ForItem(Target, () => Load(targets));
        }
    }

    /// <summary>Loads an object after the last input, together with the others of its group.</summary>
    /// <param name="collection">The collection, or that of the partition.</param>
    /// <param name="name">The name of the object.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    private protected void LoadAtEnd(string collection, string name, T? item)
    {
        // An object of another database is its own error, not that of its group.
        CheckDatabase(item);
        _confirmed.Add(new(collection, name, item));
    }

    /// <summary>The objects that one call loads have the same group.</summary>
    private protected abstract string FindGroup(LoadTarget<T> target);

    /// <summary>The text of an object in progress and errors.</summary>
    private protected abstract string Describe(LoadTarget<T> target);

    /// <summary>Starts the load of objects of a group.</summary>
    private protected abstract Task StartAsync(
        MilvusClient client,
        CallContext call,
        IReadOnlyList<LoadTarget<T>> targets,
        LoadOptions options,
        CancellationToken token);

    /// <summary>Waits until an object is loaded.</summary>
    private protected abstract Task WaitAsync(
        MilvusClient client,
        CallContext call,
        LoadTarget<T> target,
        IProgress<WaitProgress> progress,
        CancellationToken token);

    /// <summary>Writes an object, with -PassThru.</summary>
    private protected abstract void Show(LoadTarget<T> target);

    private void Load(IReadOnlyList<LoadTarget<T>> targets)
    {
        var (client, context, options) = (GetClient(targets[0].Item), GetCall(targets[0].Item), Options);
        if (targets.Count > 1)
        {
            try
            {
                Await((call, token) => StartAsync(client, call, targets, options, token), context);
            }
            catch (MilvusException failure) when (failure is { OutcomeUnknown: false, ErrorId: not MilvusErrorId.Timeout })
            {
                // One of them cannot be loaded. Loaded one by one, each has its own error.
                WriteVerbose($"They are loaded one by one: {failure.Message}");
                foreach (var target in targets)
                {
                    Load([target]);
                }

                return;
            }
        }

        foreach (var target in targets)
        {
            ForItem((object?)target.Item ?? target.Name, () =>
            {
                var display = new WaitDisplay($"Loading {Describe(target)}");
                Await(
                    async (call, token) =>
                    {
                        if (targets.Count == 1)
                        {
                            await StartAsync(client, call, targets, options, token).ConfigureAwait(false);
                        }

                        if (!NoWait)
                        {
                            await WaitAsync(client, call, target, display, token).ConfigureAwait(false);
                        }
                    },
                    context,
                    display);
                if (PassThru)
                {
                    Show(target);
                }
            });
        }
    }
}

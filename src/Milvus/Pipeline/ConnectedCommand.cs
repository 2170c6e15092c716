using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Connections;
using Milvus.Core.Calls;
using Milvus.Objects;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that calls a server, with a connection, a database and a time limit.</summary>
public abstract partial class ConnectedCommand : MilvusCommand
{
    private CallContext? _call;
    private MilvusConnection? _connected;
    private DateTime? _deadline;

    /// <summary>
    /// The connection to use, as Connect-Milvus returns it, or its name. The default is the current connection of the runspace. Objects
    /// from the pipeline use the connection they came from.
    /// </summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public MilvusConnection? Connection { get; set; }

    /// <summary>The database of this call; when left out, that of the connection, or the one a piped object came from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DatabaseNameCompleter))]
    public virtual string? Database { get; set; }

    /// <summary>
    /// The time limit of the whole cmdlet in seconds, for all its calls, retries and waits. Without it, the cmdlet waits until the
    /// server answers or fails.
    /// </summary>
    [Parameter]
    [ValidateRange(0.001, 2_000_000)]
    public double TimeoutSec { get; set; }

    /// <summary>
    /// The connection of this run: -Connection, or the current one. It is resolved once on the pipeline thread, because the threads
    /// that continue a call do not belong to a runspace.
    /// </summary>
    private protected MilvusConnection Connected => _connected ??= Connection?.Resolve() ?? RunspaceConnections.CurrentOrError;

    private protected MilvusClient Client => Connected.Client;

    /// <summary>Database and time budget of this run.</summary>
    private protected CallContext Call => _call ??= CreateContext(Database);

    /// <summary>The connection of an object: the one it came from.</summary>
    private protected MilvusConnection GetConnection(MilvusObject? item) => GetConnection(item?.Origin as MilvusConnection, item);

    private protected MilvusConnection GetConnection(MilvusConnection? origin, object? item)
    {
        if (origin is null)
        {
            return Connected;
        }

        if (Connection?.Resolve() is not null && !ReferenceEquals(Connection, origin))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"'{item}' came from the connection {origin.Name}, but -Connection names {Connection.Name}.")
            {
                RecommendedAction = "Omit -Connection to use the object's connection, or specify the object by name instead of piping it.",
            };
        }

        return origin;
    }

    private protected MilvusClient GetClient(MilvusObject? item) => GetConnection(item).Client;

    /// <summary>The context of calls about an object: with its database.</summary>
    /// <exception cref="MilvusException">The object is of another database than -Database.</exception>
    private protected CallContext GetCall(MilvusObject? item)
    {
        CheckDatabase(item);
        return Database is null && item?.Database is { } own ? CreateContext(own) : Call;
    }

    /// <summary>
    /// Refuses an object of another database than -Database, for example one that $PSDefaultParameterValues sets: the collection of the
    /// same name there is another one.
    /// </summary>
    private protected void CheckDatabase(MilvusObject? item)
    {
        if (!IsOfDatabase(item))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument, $"'{item}' came from the database {item!.Database}, but -Database names {Database}.")
            {
                RecommendedAction = "Omit -Database, also in $PSDefaultParameterValues, to use the object's database, or specify the "
                    + "object by name instead of piping it.",
            };
        }
    }

    private bool IsOfDatabase(MilvusObject? item) =>
        Database is null || item?.Database is null || item.Database == Database || !IsInDatabase(item);

    // Users, roles and the like are those of the whole server, and remember only the database that the connection had.
    private static bool IsInDatabase(MilvusObject item) =>
        item is Collection or Alias or Partition or Index or Field or Function or Snapshot or Segment or Replica or LoadState or SearchHit
            or ImportJob or Compaction or RowPolicy or Namespace or IndexParameter;

    /// <summary>Stores its origin in an output object.</summary>
    private protected T Mark<T>(T item, MilvusConnection? connection = null, string? database = null)
        where T : MilvusObject
    {
        var from = connection ?? Connected;
        item.Origin = from;
        item.Database = database ?? Database ?? from.Database;
        if (item is Collection collection)
        {
            // The parts of a collection can be piped, too.
            foreach (var part in collection.Field.Cast<MilvusObject>().Concat(collection.Function))
            {
                part.Origin = from;
            }
        }

        return item;
    }

    private protected T Await<T>(
        Func<CallContext, CancellationToken, Task<T>> action,
        CallContext? context = null,
        WaitDisplay? display = null)
    {
        var chosen = context ?? Call;
        return Await(token => action(chosen, token), chosen, display);
    }

    private protected void Await(
        Func<CallContext, CancellationToken, Task> action,
        CallContext? context = null,
        WaitDisplay? display = null)
    {
        var chosen = context ?? Call;
        Await(token => action(chosen, token), chosen, display);
    }

    /// <summary>
    /// Reads optional information for a confirmation or an output: null if the user lacks the privilege, or the server does not implement
    /// the call. All reads besides the task of a cmdlet use it; docs/privileges.tsv and its test verify that.
    /// </summary>
    /// <param name="what">The information, for the verbose line with the reason why it is missing.</param>
    /// <param name="read">The read. The type of a value is nullable, so that a missing one is not zero.</param>
    /// <param name="context">Database and time budget; those of this run when left out.</param>
    private protected T? TryRead<T>(string what, Func<CallContext, CancellationToken, Task<T?>> read, CallContext? context = null) =>
        Await((call, token) => BestEffort.TryReadAsync(call, what, () => read(call, token)), context);

    /// <summary>
    /// Reads the object back after a write. The write is done, so a failed read must not look like a failed write: the requested object is
    /// shown instead.
    /// </summary>
    /// <param name="done">The completed write, as a sentence without its full stop: "Collection docs is created".</param>
    /// <param name="written">The object to show if it cannot be read.</param>
    /// <param name="read">The read.</param>
    /// <param name="context">Database and time budget; those of this run when left out.</param>
    private protected T ReadBack<T>(string done, T written, Func<CallContext, CancellationToken, Task<T>> read, CallContext? context = null)
        where T : class =>
        Await((call, token) => BestEffort.ReadBackAsync(call, done, written, () => read(call, token)), context);

    /// <summary>Refuses a partition that does not exist, before files or rows are touched.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="partitions">The partitions; null for none.</param>
    /// <param name="outcome">What the error says of the task: "nothing was imported".</param>
    private protected void CheckPartitions(string collection, IEnumerable<string>? partitions, string outcome)
    {
        foreach (var name in partitions ?? [])
        {
            var exists = TryRead<bool?>(
                $"Whether {collection} has a partition {name}",
                async (call, token) => await Client.HasPartitionAsync(call, collection, name, token).ConfigureAwait(false));
            if (exists == false)
            {
                throw new MilvusException(MilvusErrorId.PartitionNotFound, $"Collection {collection} has no partition {name}: {outcome}.");
            }
        }
    }

    /// <summary>Writes a collection after a change; if it cannot be read, only its name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    /// <param name="done">The change, as a participle: changed.</param>
    private protected void WriteCollection(string name, Collection? item, string done)
    {
        var client = GetClient(item);
        var changed = ReadBack(
            $"Collection {name} is {done}",
            new Collection { Name = name },
            (call, token) => CollectionReader.ReadAsync(client, call, name, token),
            GetCall(item));
        Write(changed, item);
    }

    private CallContext CreateContext(string? database)
    {
        TimeSpan? limit = TimeoutSec > 0 ? TimeSpan.FromSeconds(TimeoutSec) : null;
        _deadline ??= DateTime.UtcNow + limit;
        return new CallContext { Database = database, Deadline = _deadline, Timeout = limit, Debug = DebugLines, Span = Span };
    }
}

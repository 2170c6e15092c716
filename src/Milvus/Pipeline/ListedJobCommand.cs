using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that shows jobs of the server: by id, piped, or all of a collection or a database.</summary>
/// <typeparam name="T">The type of the job; its text is the id.</typeparam>
public abstract class ListedJobCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>The parameter set with ids of jobs.</summary>
    private protected const string ById = "ById";

    /// <summary>The parameter set that lists jobs.</summary>
    private protected const string Listed = "Listed";

    /// <summary>The id of the job, or several.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [Alias("Id")]
    public string[] JobId { get; set; } = [];

    /// <summary>Jobs as the cmdlets that start or show them return them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public T[] InputObject { get; set; } = [];

    /// <summary>Lists the jobs of this collection; those of the whole database when left out.</summary>
    [Parameter]
    [OnlyIn(Listed)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string? Collection { get; set; }

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : JobId;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, job => Show(job.ToString()!, job));
        ForEach(JobId, id => Show(id, null));
        foreach (var job in ParameterSetName == Listed ? Await((call, token) => ListAsync(call, Collection ?? string.Empty, token)) : [])
        {
            WriteObject(Mark(job));
        }
    }

    /// <summary>Lists the jobs of a collection; those of the whole database if the name is empty.</summary>
    private protected abstract Task<IReadOnlyList<T>> ListAsync(CallContext call, string collection, CancellationToken token);

    /// <summary>Reads one job.</summary>
    /// <param name="call">Database and time budget.</param>
    /// <param name="id">Its id.</param>
    /// <param name="item">The piped object; null if its id was specified.</param>
    /// <param name="token">Cancels the call.</param>
    private protected abstract Task<T> FindAsync(CallContext call, string id, T? item, CancellationToken token);

    private void Show(string id, T? item) => Write(Await((call, token) => FindAsync(call, id, item, token), GetCall(item)), item);
}

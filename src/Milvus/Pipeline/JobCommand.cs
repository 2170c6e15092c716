using System.Management.Automation;
using Milvus.Values;

namespace Milvus;

/// <summary>A cmdlet about jobs of the server: by their ids, or piped.</summary>
/// <typeparam name="T">What stands for such a job; its text is its id.</typeparam>
public abstract class JobCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>The parameter set of jobs that are named.</summary>
    private protected const string ById = "ById";

    /// <summary>The id of the job, or several.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string[] JobId { get; set; } = [];

    /// <summary>Jobs as the cmdlets that start or show them give them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public T[] InputObject { get; set; } = [];

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : JobId;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, job => Act(job.ToString()!, job));
        ForEach(JobId, id => Act(id, null));
    }

    /// <summary>Does it to one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="item">The object it was piped as; null when its id was given.</param>
    private protected abstract void Act(string id, T? item);
}

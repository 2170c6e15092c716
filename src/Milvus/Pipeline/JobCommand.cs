using System.Management.Automation;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet for server jobs, by id or piped.</summary>
/// <typeparam name="T">The type of the job; its text is the id.</typeparam>
public abstract class JobCommand<T> : ConnectedCommand
    where T : MilvusObject
{
    /// <summary>The parameter set with ids of jobs.</summary>
    private protected const string ById = "ById";

    /// <summary>The id of the job, or several.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [Alias("Id")]
    public string[] JobId { get; set; } = [];

    /// <summary>Jobs as the cmdlets that start or show them return them; the connection each came from is used.</summary>
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

    /// <summary>Processes a job.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="item">The piped object; null if its id was specified.</param>
    private protected abstract void Act(string id, T? item);
}

using System.Globalization;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Background;

/// <summary>A background job as reports and states name it.</summary>
/// <param name="Name">Its kind.</param>
/// <param name="Id">The id under which its failure is reported, as that of a call is under the id of its request.</param>
internal readonly record struct BackgroundJob(string Name, long Id)
{
    /// <summary>
    /// Reports a failure that was not expected. The result is the reason for the state of the job: whoever may see the job reads it, so it
    /// has the message of an exception only where that is about the request or the disk, and never quotes a value.
    /// </summary>
    public string Fail(EngineFailures failures, Exception exception)
    {
        if (exception is ImportFailure || !Statuses.IsUnexpected(exception))
        {
            return exception.Message;
        }

        failures.Report(Name, Id, exception);
        return Statuses.IsOfDisk(exception)
            ? $"{exception.GetType().Name}: {exception.Message}"
            : string.Create(CultureInfo.InvariantCulture, $"internal error: {exception.GetType().Name}, reported as {Name} {Id}");
    }
}

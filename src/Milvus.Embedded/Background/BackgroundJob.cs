using System.Globalization;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Background;

/// <summary>The identity of a background job in reports and states.</summary>
/// <param name="Name">Its kind.</param>
/// <param name="Id">The id in the report of a failure, as the request id in that of a call.</param>
internal readonly record struct BackgroundJob(string Name, long Id)
{
    /// <summary>
    /// Reports an unexpected failure, and returns the reason for the state of the job. Everyone who may see the job can read the reason. So
    /// it contains the message of an exception only if that is about the request or the disk: other messages may quote a value.
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

using Grpc.Core;

namespace Milvus.Client.Calls;

/// <summary>
/// The retry contract as a table: the kind of a failure, and the reaction of each class of calls. A write that is
/// retried until no attempt is left ends as <see cref="NextStep.OutcomeUnknown"/> if any of its attempts may have been executed.
/// </summary>
internal sealed record FailureKind(string Name, NextStep Read, NextStep IdempotentWrite, NextStep UnsafeWrite)
{
    private const int ServiceUnavailable = 2;
    private const int RequestLimit = 4;
    private const int Internal = 5;
    private const int RateLimit = 8;
    private const int Resources = 12;
    private const int Recovering = 106;
    private const int PartitionNotFullyLoaded = 202;
    private const int IoFailed = 1001;
    private const int IoUnexpectedEnd = 1002;
    private const int QueueInternal = 1302;
    private const int Canceled = 10000;
    private const int TimedOut = 10001;

    /// <summary>Refused: it was not executed, and would be refused again.</summary>
    internal static readonly FailureKind Refused = new(nameof(Refused), NextStep.Report, NextStep.Report, NextStep.Report);

    /// <summary>Not executed, and a retry may succeed: it was never sent, or the server reports it.</summary>
    internal static readonly FailureKind NotCarriedOut = new(nameof(NotCarriedOut), NextStep.Repeat, NextStep.Repeat, NextStep.Repeat);

    /// <summary>The connection broke: it may or may not have been executed.</summary>
    internal static readonly FailureKind Interrupted = new(nameof(Interrupted), NextStep.Repeat, NextStep.Repeat, NextStep.OutcomeUnknown);

    /// <summary>Timed out: it may or may not have been executed, and no time is left for a retry.</summary>
    internal static readonly FailureKind OutOfTime = new(
        nameof(OutOfTime),
        NextStep.Report,
        NextStep.ReportWithDoubt,
        NextStep.OutcomeUnknown);

    /// <summary>It may or may not have been executed, and a retry would fail in the same way.</summary>
    internal static readonly FailureKind AnswerLost = new(
        nameof(AnswerLost),
        NextStep.Report,
        NextStep.OutcomeUnknown,
        NextStep.OutcomeUnknown);

    /// <summary>All codes of gRPC. Other information than the code has priority: see <see cref="Failures"/>.</summary>
    internal static FailureKind FromCode(StatusCode code) => code switch
    {
        StatusCode.Cancelled => Interrupted,
        StatusCode.Unknown => Interrupted,
        StatusCode.InvalidArgument => Refused,
        StatusCode.DeadlineExceeded => OutOfTime,
        StatusCode.NotFound => Refused,
        StatusCode.AlreadyExists => Refused,
        StatusCode.PermissionDenied => Refused,
        // A rate limit. A size limit is a refusal: see Failures.
        StatusCode.ResourceExhausted => NotCarriedOut,
        StatusCode.FailedPrecondition => Refused,
        StatusCode.Aborted => Interrupted,
        StatusCode.OutOfRange => Refused,
        StatusCode.Unimplemented => Refused,
        StatusCode.Internal => Interrupted,
        StatusCode.Unavailable => Interrupted,
        StatusCode.DataLoss => AnswerLost,
        StatusCode.Unauthenticated => Refused,
        // Includes OK: without a message, it is not an answer.
        _ => AnswerLost,
    };

    /// <summary>
    /// Milvus' own codes. Errors that it marks as retriable were not executed; the codes of this table leave the outcome open, and every
    /// other code is a refusal.
    /// </summary>
    internal static FailureKind FromCode(int code, bool retriable) => code switch
    {
        _ when retriable => NotCarriedOut,
        ServiceUnavailable or RequestLimit or RateLimit or Resources or Recovering or PartitionNotFullyLoaded => NotCarriedOut,
        Internal or IoFailed or IoUnexpectedEnd or QueueInternal or Canceled => Interrupted,
        TimedOut => OutOfTime,
        _ => Refused,
    };

    /// <summary>The reaction of a class of calls to this failure.</summary>
    internal NextStep GetReaction(RetryClass calls) => calls switch
    {
        RetryClass.Read => Read,
        RetryClass.IdempotentWrite => IdempotentWrite,
        _ => UnsafeWrite,
    };

    /// <summary>Whether the server may have executed it.</summary>
    internal bool IsInDoubt => UnsafeWrite == NextStep.OutcomeUnknown;
}

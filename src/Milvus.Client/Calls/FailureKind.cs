using Grpc.Core;

namespace Milvus.Client.Calls;

/// <summary>
/// The retry contract as a table: what a failure says about the fate of a call, and what each class of call does then. A write that is
/// repeated until no attempt is left ends as <see cref="NextStep.OutcomeUnknown"/> if any of its attempts may have been carried out.
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

    /// <summary>Refused: it was not carried out, and would be refused again.</summary>
    internal static readonly FailureKind Refused = new(nameof(Refused), NextStep.Report, NextStep.Report, NextStep.Report);

    /// <summary>Surely not carried out, and the next attempt may be: it was never sent, or the server says so itself.</summary>
    internal static readonly FailureKind NotCarriedOut = new(nameof(NotCarriedOut), NextStep.Repeat, NextStep.Repeat, NextStep.Repeat);

    /// <summary>Broke on the way: it may or may not have been carried out.</summary>
    internal static readonly FailureKind Interrupted = new(nameof(Interrupted), NextStep.Repeat, NextStep.Repeat, NextStep.OutcomeUnknown);

    /// <summary>The time is up: it may or may not have been carried out, and there is no time to repeat it.</summary>
    internal static readonly FailureKind OutOfTime = new(
        nameof(OutOfTime),
        NextStep.Report,
        NextStep.ReportWithDoubt,
        NextStep.OutcomeUnknown);

    /// <summary>It may or may not have been carried out, and the same call would fail in the same way.</summary>
    internal static readonly FailureKind AnswerLost = new(
        nameof(AnswerLost),
        NextStep.Report,
        NextStep.OutcomeUnknown,
        NextStep.OutcomeUnknown);

    /// <summary>All codes of gRPC. What is known besides the code is decided before: see <see cref="Failures"/>.</summary>
    internal static FailureKind Of(StatusCode code) => code switch
    {
        StatusCode.Cancelled => Interrupted,
        StatusCode.Unknown => Interrupted,
        StatusCode.InvalidArgument => Refused,
        StatusCode.DeadlineExceeded => OutOfTime,
        StatusCode.NotFound => Refused,
        StatusCode.AlreadyExists => Refused,
        StatusCode.PermissionDenied => Refused,
        // A limit of the rate. Sizes are refused for good: see Failures.
        StatusCode.ResourceExhausted => NotCarriedOut,
        StatusCode.FailedPrecondition => Refused,
        StatusCode.Aborted => Interrupted,
        StatusCode.OutOfRange => Refused,
        StatusCode.Unimplemented => Refused,
        StatusCode.Internal => Interrupted,
        StatusCode.Unavailable => Interrupted,
        StatusCode.DataLoss => AnswerLost,
        StatusCode.Unauthenticated => Refused,
        // OK is not an answer of its own: the message that belongs to it is missing.
        _ => AnswerLost,
    };

    /// <summary>
    /// Milvus' own codes. Those it marks as retriable it has not carried out; the others of this table leave it open, and every other code
    /// is a refusal.
    /// </summary>
    internal static FailureKind Of(int code, bool retriable) => code switch
    {
        _ when retriable => NotCarriedOut,
        ServiceUnavailable or RequestLimit or RateLimit or Resources or Recovering or PartitionNotFullyLoaded => NotCarriedOut,
        Internal or IoFailed or IoUnexpectedEnd or QueueInternal or Canceled => Interrupted,
        TimedOut => OutOfTime,
        _ => Refused,
    };

    /// <summary>What a class of call does after this failure.</summary>
    internal NextStep For(RetryClass calls) => calls switch
    {
        RetryClass.Read => Read,
        RetryClass.IdempotentWrite => IdempotentWrite,
        _ => UnsafeWrite,
    };

    /// <summary>Whether the server may have carried it out.</summary>
    internal bool IsInDoubt => UnsafeWrite == NextStep.OutcomeUnknown;
}

using Grpc.Core;
using Milvus.Client.Errors;
using Milvus.Embedded.Errors;

namespace Milvus.Client.Calls;

/// <summary>Finds the kind of a failure: by its code, unless there is more specific information.</summary>
internal static class Failures
{
    /// <summary>Milvus 2.3 reports failures between its nodes with its general code; these texts identify them.</summary>
    private static readonly (string Words, FailureKind Kind)[] _inner =
    [
        ("context deadline exceeded", FailureKind.OutOfTime),
        ("context canceled", FailureKind.Interrupted),
        ("rpc error: code = Unavailable", FailureKind.Interrupted),
        ("rpc error: code = Unknown", FailureKind.Interrupted),
        ("rpc error: code = Internal", FailureKind.Interrupted),
        ("rpc error: code = Canceled", FailureKind.Interrupted),
        ("rpc error: code = DeadlineExceeded", FailureKind.OutOfTime),
    ];

    /// <summary>The kind of a failure below Milvus: a broken connection or a refusal.</summary>
    internal static FailureKind FindKind(RpcException failure, MilvusException error, bool embedded)
    {
        if (RpcErrors.NeverSent(failure))
        {
            // A failed handshake would fail again.
            return error.ErrorId == MilvusErrorId.TlsFailed ? FailureKind.Refused : FailureKind.NotCarriedOut;
        }

        if (Causes.Find<EmbeddedDatabaseException>(failure) is not null)
        {
            return FailureKind.Refused;
        }

        return error.ErrorId switch
        {
            MilvusErrorId.NotSupportedByServerVersion or MilvusErrorId.NotSupportedByEmbedded or MilvusErrorId.TlsFailed =>
                FailureKind.Refused,
            MilvusErrorId.MessageTooLarge => RpcErrors.IsAnswerTooLarge(failure.Status.Detail)
                ? FailureKind.AnswerLost
                : FailureKind.Refused,
            MilvusErrorId.ProtocolError => FailureKind.AnswerLost,
            // An engine in this process has no network in between, so the same call would fail again.
            _ when embedded && failure.StatusCode is StatusCode.Unknown or StatusCode.Internal => FailureKind.AnswerLost,
            _ => FailureKind.FromCode(failure.StatusCode),
        };
    }

    /// <summary>The kind of an error of Milvus. An error with its own id was checked and refused.</summary>
    internal static FailureKind FindKind(Protocol.Status status, MilvusException error)
    {
        if (StatusErrors.IsRateLimit(status))
        {
            return FailureKind.NotCarriedOut;
        }

        var kind = FailureKind.FromCode(status.Code, status.Retriable);
        var open =
            error.ErrorId
            is MilvusErrorId.ServerError
                or MilvusErrorId.ServerUnavailable
                or MilvusErrorId.RateLimited
                or MilvusErrorId.Stopped
                or MilvusErrorId.Timeout;
        if (!open)
        {
            return status.Retriable ? kind : FailureKind.Refused;
        }

        return kind == FailureKind.Refused
            ? _inner.FirstOrDefault(item => error.Reason.Contains(item.Words, StringComparison.Ordinal)).Kind ?? kind
            : kind;
    }
}

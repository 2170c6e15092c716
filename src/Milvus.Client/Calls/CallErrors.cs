using System.Diagnostics;
using System.Globalization;
using Milvus.Core.Calls;
using Milvus.Core.Errors;

namespace Milvus.Client.Calls;

/// <summary>The errors of calls whose outcome is unknown: a timeout, or a broken connection.</summary>
internal static class CallErrors
{
    private const string Doubt = " The server may have executed it nevertheless.";

    /// <param name="cause">The last attempt: what broke it, or its error if it failed before the timeout.</param>
    /// <param name="inDoubt">Whether an attempt may have been executed.</param>
    internal static MilvusException CreateTimeout(
        string method,
        RetryClass calls,
        CallContext call,
        int attempt,
        long started,
        Exception cause,
        bool inDoubt)
    {
        var budget = call.Timeout is { } given ? Seconds(given) : "the given time";
        var time = Stopwatch.GetElapsedTime(started);
        var tries = attempt == 1 ? "1 attempt" : string.Create(CultureInfo.InvariantCulture, $"{attempt} attempts");

        // The limit is that of the whole command.
        var rest = call.Timeout is { } all && time < all / 2 ? "; the rest was used before it" : string.Empty;
        var message = $"{method} was not answered within {budget} (this call: {Seconds(time)}, {tries}{rest}).";
        if (cause is MilvusException last)
        {
            message += $" The last attempt: {last.Message}";
        }

        if (inDoubt && calls == RetryClass.UnsafeWrite)
        {
            return CreateUnknownOutcome(method, attempt, message, cause);
        }

        var doubtful = inDoubt && calls == RetryClass.IdempotentWrite;
        return new MilvusException(MilvusErrorId.Timeout, doubtful ? message + Doubt : message, cause)
        {
            Method = method,
            Attempts = attempt,
            OutcomeUnknown = doubtful,
            RecommendedAction = DefaultAdvice.Find(MilvusErrorId.Timeout),
        };
    }

    internal static MilvusException CreateUnknownOutcome(string method, int attempt, string message, Exception cause) =>
        new(MilvusErrorId.WriteOutcomeUnknown, $"It is unknown whether the server executed {method}: {message}", cause)
        {
            Code = (cause as MilvusException)?.Code ?? 0,
            LegacyCode = (cause as MilvusException)?.LegacyCode ?? 0,
            Reason = (cause as MilvusException)?.Reason ?? message,
            Method = method,
            Attempts = attempt,
            OutcomeUnknown = true,
            RecommendedAction = OutcomeAdvice.For(method),
        };

    /// <summary>The same error, with the note that the server may have executed the call.</summary>
    internal static MilvusException AddDoubt(MilvusException error)
    {
        var doubtful = error.With(error.Message + Doubt);
        doubtful.OutcomeUnknown = true;
        return doubtful;
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}

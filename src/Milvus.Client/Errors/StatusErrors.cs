using System.Globalization;
using Milvus.Core.Errors;

namespace Milvus.Client.Errors;

/// <summary>Converts an error status to the exception.</summary>
internal static class StatusErrors
{
    /// <summary>
    /// An answer is an error if either field is: servers before 2.3 set only the legacy field, Milvus 2.3 and later both.
    /// </summary>
    internal static bool IsFailure(Protocol.Status status) => status.Code != 0 || status.ErrorCode != Protocol.ErrorCode.Success;

    internal static bool IsRateLimit(Protocol.Status status) =>
        status.Code == 8 || (status.Code == 0 && status.ErrorCode == Protocol.ErrorCode.RateLimit);

    internal static MilvusException ToException(Protocol.Status status, string method, int attempts, SecretMask secrets)
    {
        var legacy = status.ErrorCode;
        var reason = secrets.Hide(status.Reason.Length > 0 ? status.Reason : status.Detail);
        var errorId = ErrorIds.FindId(status.Code, legacy, reason);
        var message = errorId == MilvusErrorId.PartitionNotFound && !reason.Contains(' ', StringComparison.Ordinal)
            // Milvus Lite returns only the name.
            ? $"The partition {reason} does not exist."
            : reason.Length > 0 ? reason
            : string.Create(CultureInfo.InvariantCulture, $"{method} failed with code {status.Code} ({legacy}).");
        return new MilvusException(errorId, message)
        {
            Code = status.Code,
            LegacyCode = (int)legacy,
            Reason = reason,
            Retriable = status.Retriable || IsRateLimit(status),
            IsInputError = status.ExtraInfo.TryGetValue("is_input_error", out var input)
                && string.Equals(input, "true", StringComparison.OrdinalIgnoreCase),
            Method = method,
            Attempts = attempts,
            RecommendedAction = ErrorTexts.FindAdvice(reason) ?? FilterAdvice.Find(errorId, reason) ?? DefaultAdvice.Find(errorId),
        };
    }
}

using System.Globalization;

namespace Milvus;

/// <summary>Adds the place of the rows and the number of stored rows to a failure.</summary>
internal static class EntityFailure
{
    internal static MilvusException At(MilvusException failure, string place) =>
        Copy(failure, $"{place}: {failure.Message}", failure.RecommendedAction);

    internal static MilvusException Batch(MilvusException failure, EntitySender sender)
    {
        var stored = sender.Acknowledged.InsertCount + sender.Acknowledged.UpsertCount;
        var fate = failure.OutcomeUnknown ? "may or may not have been stored" : "were not stored";
        return Copy(
            failure,
            failure.Message,
            string.Create(CultureInfo.InvariantCulture, $"{stored:N0} rows were stored before; the next {sender.Waiting:N0} {fate}; "
                + $"later ones were not sent. {failure.RecommendedAction}").TrimEnd());
    }

    private static MilvusException Copy(MilvusException failure, string message, string? action) => new(failure.ErrorId, message, failure)
    {
        Code = failure.Code,
        LegacyCode = failure.LegacyCode,
        Reason = failure.Reason,
        Retriable = failure.Retriable,
        IsInputError = failure.IsInputError,
        Method = failure.Method,
        Attempts = failure.Attempts,
        RecommendedAction = action,
        Row = failure.Row,
        Field = failure.Field,
    };
}

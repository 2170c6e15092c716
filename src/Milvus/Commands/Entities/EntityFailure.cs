using System.Globalization;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Commands.Entities;

/// <summary>Adds the number of stored rows to the failure of a batch.</summary>
internal static class EntityFailure
{
    internal static MilvusException OfBatch(MilvusException failure, EntitySender sender)
    {
        var stored = sender.Acknowledged.InsertCount + sender.Acknowledged.UpsertCount;
        var fate = failure.OutcomeUnknown ? "may or may not have been stored" : "were not stored";
        return failure.With(
            failure.Message,
            action: string.Create(
                CultureInfo.InvariantCulture,
                $"{stored:N0} {Counts.Noun(stored, "row was", "rows were")} stored before; "
                    + $"the next {sender.Waiting:N0} {fate}; later ones were not sent. {failure.RecommendedAction}").TrimEnd());
    }
}

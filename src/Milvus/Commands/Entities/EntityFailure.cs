using System.Globalization;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Commands.Entities;

/// <summary>Adds the number of stored rows to the failure of a batch.</summary>
internal static class EntityFailure
{
    /// <summary>The failure of an embedder: the rows that are not sent yet stay unsent.</summary>
    internal static MilvusException OfEmbedding(MilvusException failure, MutationResult stored) =>
        OfEmbedding(failure, stored.InsertCount + stored.UpsertCount);

    /// <inheritdoc cref="OfEmbedding(MilvusException, MutationResult)"/>
    internal static MilvusException OfEmbedding(MilvusException failure, long stored) => failure.With(
        failure.Message,
        action: string.Create(
            CultureInfo.InvariantCulture,
            $"{stored:N0} {Counts.Noun(stored, "row was", "rows were")} stored before; later ones were not sent. "
                + $"{failure.RecommendedAction}").TrimEnd());

    internal static MilvusException OfBatch(MilvusException failure, EntitySender sender)
    {
        var stored = sender.Acknowledged.InsertCount + sender.Acknowledged.UpsertCount;
        var next = sender.Waiting == 1 ? "the next one" : string.Create(CultureInfo.InvariantCulture, $"the next {sender.Waiting:N0}");
        var fate = failure.OutcomeUnknown
            ? "may or may not have been stored"
            : $"{Counts.Noun(sender.Waiting, "was", "were")} not stored";
        return failure.With(
            failure.Message,
            action: string.Create(
                CultureInfo.InvariantCulture,
                $"{stored:N0} {Counts.Noun(stored, "row was", "rows were")} stored before; "
                    + $"{next} {fate}; later ones were not sent. {failure.RecommendedAction}").TrimEnd());
    }
}

using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client.Reads;

/// <summary>The consistency of a read for the wire.</summary>
/// <param name="Timestamp">The writes that the server must have applied: 0 for all, 1 for none in particular, 2 for bounded staleness, or
/// those up to a timestamp.</param>
internal readonly record struct ReadConsistency(Protocol.ConsistencyLevel Level, ulong Timestamp, bool UseDefault)
{
    /// <summary>All writes that were acknowledged before the call.</summary>
    internal static ReadConsistency Strong { get; } = new(Protocol.ConsistencyLevel.Strong, 0, false);

    // Bounded staleness covers some seconds, so older writes of this process are included anyway. A timestamp would make the read less
    // fresh.
    private static readonly TimeSpan _boundedCovers = TimeSpan.FromSeconds(60);

    // Timestamps up to this one stand for levels: 1 is Eventually, 2 is Bounded.
    private const ulong BoundedMark = 2;

    /// <summary>A fixed timestamp, for the later pages of a read.</summary>
    internal static ReadConsistency ForTimestamp(ulong timestamp) => new(Protocol.ConsistencyLevel.Customized, timestamp, false);

    /// <summary>
    /// The same for the first page of an iterator. A server reads such a page exactly at its timestamp, which is not a lower bound
    /// (PreExecute in internal/proxy/task_query.go and task_search.go of Milvus 2.5, 2.6 and master at 003fbb95). Rows written later would
    /// be missing, so the page has no timestamp. If it must include a write or a time, it uses Strong.
    /// </summary>
    internal ReadConsistency ForFirstPage() => Timestamp > BoundedMark ? Strong : this with { Timestamp = 0 };

    /// <summary>
    /// The requested level, or the collection's level including this process' own writes.
    /// </summary>
    internal static ReadConsistency Choose(ReadRequest asked, string ofCollection, (ulong Timestamp, TimeSpan Age)? written)
    {
        var level =
            ConsistencyLevels.Parse(asked.ConsistencyLevel)
            ?? (asked.GuaranteeTimestamp is null ? null : Protocol.ConsistencyLevel.Customized);
        if (
            asked.GuaranteeTimestamp is not null
            && level is not (Protocol.ConsistencyLevel.Customized or Protocol.ConsistencyLevel.Eventually))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The level {level} does not accept a guarantee timestamp: use Customized or Eventually.");
        }

        return level switch
        {
            Protocol.ConsistencyLevel.Strong => Strong,
            Protocol.ConsistencyLevel.Session => ForWrite(written?.Timestamp ?? 1),
            Protocol.ConsistencyLevel.Bounded => new(Protocol.ConsistencyLevel.Bounded, 2, false),
            { } other => new(other, asked.GuaranteeTimestamp ?? 1, false),
            null => ChooseDefault(ofCollection, written),
        };
    }

    private static ReadConsistency ChooseDefault(string ofCollection, (ulong Timestamp, TimeSpan Age)? written)
    {
        var covered = ofCollection == nameof(Protocol.ConsistencyLevel.Strong)
            || (ofCollection == nameof(Protocol.ConsistencyLevel.Bounded) && written?.Age > _boundedCovers);
        // The server ignores the timestamp if it uses its default level, so the level is sent, too.
        return written is { } write && !covered
            ? ForWrite(write.Timestamp)
            : new ReadConsistency(Protocol.ConsistencyLevel.Bounded, 1, true);
    }

    // After a write with an unknown timestamp, only Strong is safe.
    private static ReadConsistency ForWrite(ulong timestamp) =>
        timestamp == 0 ? Strong : new ReadConsistency(Protocol.ConsistencyLevel.Session, timestamp, false);
}

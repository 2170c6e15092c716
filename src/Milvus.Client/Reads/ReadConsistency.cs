using Milvus.Client.Schemas;

namespace Milvus.Client.Reads;

/// <summary>How fresh a read must be, as it goes over the wire.</summary>
/// <param name="Timestamp">What the server must have seen: 0 all, 1 anything, 2 what is bounded, or a time of its own clock.</param>
internal readonly record struct ReadConsistency(Protocol.ConsistencyLevel Level, ulong Timestamp, bool UseDefault)
{
    /// <summary>All that was acknowledged before the call.</summary>
    internal static ReadConsistency Strong { get; } = new(Protocol.ConsistencyLevel.Strong, 0, false);

    // Bounded staleness is some seconds; older own writes are in it anyway, and asking for no more keeps it as fresh as promised.
    private static readonly TimeSpan _boundedCovers = TimeSpan.FromSeconds(60);

    // Timestamps up to this one stand for levels: 1 is anything, 2 is bounded staleness.
    private const ulong BoundedMark = 2;

    /// <summary>A fixed moment, for the later pages of one read.</summary>
    internal static ReadConsistency At(ulong timestamp) => new(Protocol.ConsistencyLevel.Customized, timestamp, false);

    /// <summary>
    /// The same for the first page of an iterator. A server takes a timestamp of such a page for the moment to read, not for a lower
    /// bound (PreExecute in internal/proxy/task_query.go and task_search.go of Milvus 2.5, 2.6 and master at 003fbb95), so that rows
    /// written later would be missing: the page carries none. A write or a time that it must include is included by Strong.
    /// </summary>
    internal ReadConsistency ForFirstPage() => Timestamp > BoundedMark ? Strong : this with { Timestamp = 0 };

    /// <summary>
    /// What the caller asks for. Who asks for nothing gets the collection's own level, but never less than this process' own writes.
    /// </summary>
    internal static ReadConsistency For(ReadRequest asked, string ofCollection, (ulong Timestamp, TimeSpan Age)? written)
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
                $"The level {level} says itself what the server must have seen: a guarantee timestamp goes with Customized or Eventually.");
        }

        return level switch
        {
            Protocol.ConsistencyLevel.Strong => Strong,
            Protocol.ConsistencyLevel.Session => AfterWrite(written?.Timestamp ?? 1),
            Protocol.ConsistencyLevel.Bounded => new(Protocol.ConsistencyLevel.Bounded, 2, false),
            { } other => new(other, asked.GuaranteeTimestamp ?? 1, false),
            null => Default(ofCollection, written),
        };
    }

    private static ReadConsistency Default(string ofCollection, (ulong Timestamp, TimeSpan Age)? written)
    {
        var covered = ofCollection == nameof(Protocol.ConsistencyLevel.Strong)
            || (ofCollection == nameof(Protocol.ConsistencyLevel.Bounded) && written?.Age > _boundedCovers);
        // The server forgets the timestamp when it uses its default level, so the level goes along.
        return written is { } write && !covered
            ? AfterWrite(write.Timestamp)
            : new ReadConsistency(Protocol.ConsistencyLevel.Bounded, 1, true);
    }

    // After a write of unknown time only all that was acknowledged will do.
    private static ReadConsistency AfterWrite(ulong timestamp) =>
        timestamp == 0 ? Strong : new ReadConsistency(Protocol.ConsistencyLevel.Session, timestamp, false);
}

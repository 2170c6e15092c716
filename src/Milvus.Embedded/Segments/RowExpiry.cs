using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;

namespace Milvus.Embedded.Segments;

/// <summary>
/// The expired rows: those older than the time to live of the collection, and those whose expiry time, in the field that the collection
/// names, has passed.
/// </summary>
internal sealed class RowExpiry
{
    private readonly int _firstAlive;
    private readonly ValueColumn<long>? _moments;
    private readonly long _now;

    /// <summary>
    /// Expiry depends on the current time, whatever the snapshot: a read of an earlier snapshot does not return expired rows.
    /// </summary>
    public RowExpiry(CollectionEntry collection, MemorySegment segment, SegmentSnapshot snapshot)
    {
        _firstAlive = PropertyRules.TimeToLiveOf(collection.Properties) is { } limit
            && HybridClock.At(collection.UtcNow - limit) is > 0 and var expired
                ? segment.FirstAfter(snapshot, expired)
                : 0;
        if (collection.Properties.Find(PropertyRules.ExpiryField) is { } field)
        {
            // Files may contain names that were stored without validation and refer to no field.
            _moments = segment.Columns.Find(field) is ValueColumn<long> { Type: Protocol.DataType.Timestamptz } moments ? moments : null;
            _now = (collection.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        }
    }

    public bool IsExpired(int row) => row < _firstAlive || (_moments is not null && IsPast(_moments, row));

    /// <summary>Removes the expired rows from a set.</summary>
    public void Clear(RowBitmap rows)
    {
        for (var row = rows.Next(0); row >= 0 && row < _firstAlive; row = rows.Next(row + 1))
        {
            rows.Clear(row);
        }

        if (_moments is null)
        {
            return;
        }

        for (var row = rows.Next(_firstAlive); row >= 0; row = rows.Next(row + 1))
        {
            if (IsPast(_moments, row))
            {
                rows.Clear(row);
            }
        }
    }

    private bool IsPast(ValueColumn<long> moments, int row) => moments[row] <= _now && !moments.IsNull(row);
}

namespace Milvus.Core.Model;

/// <summary>Milvus' timestamps: milliseconds since 1970 in the upper bits, a counter in the lower 18 bits.</summary>
internal static class HybridTimestamp
{
    internal const int LogicalBits = 18;

    internal const long LargestLogical = (1L << LogicalBits) - 1;

    internal static ulong FromTime(DateTime time, long logical) =>
        ((ulong)(time.ToUniversalTime() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond << LogicalBits) + (ulong)logical;

    internal static DateTime ToTime(ulong timestamp) => DateTime.UnixEpoch.AddMilliseconds(timestamp >> LogicalBits);
}

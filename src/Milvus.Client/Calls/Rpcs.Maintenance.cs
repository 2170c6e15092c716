using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>Flush, compaction, segments.</summary>
internal static partial class Rpcs
{
    // Servers allow about one flush in ten seconds, so an immediate retry is useless.
    private static readonly TimeSpan _flushPause = TimeSpan.FromSeconds(1);

    internal static readonly Rpc<FlushRequest, FlushResponse> Flush = new(
        nameof(Flush),
        RetryClass.IdempotentWrite,
        static (s, r, o) => s.FlushAsync(r, o),
        static r => r.Status)
    {
        FirstPause = _flushPause,
    };

    internal static readonly Rpc<GetFlushStateRequest, GetFlushStateResponse> GetFlushState =
        new(nameof(GetFlushState), RetryClass.Read, static (s, r, o) => s.GetFlushStateAsync(r, o), static r => r.Status);

    internal static readonly Rpc<FlushAllRequest, FlushAllResponse> FlushAll = new(
        nameof(FlushAll),
        RetryClass.IdempotentWrite,
        static (s, r, o) => s.FlushAllAsync(r, o),
        static r => r.Status)
    {
        FirstPause = _flushPause,
    };

    internal static readonly Rpc<GetFlushAllStateRequest, GetFlushAllStateResponse> GetFlushAllState =
        new(nameof(GetFlushAllState), RetryClass.Read, static (s, r, o) => s.GetFlushAllStateAsync(r, o), static r => r.Status);

    // A second job compacts nothing twice.
    internal static readonly Rpc<ManualCompactionRequest, ManualCompactionResponse> ManualCompaction =
        new(nameof(ManualCompaction), RetryClass.IdempotentWrite, static (s, r, o) => s.ManualCompactionAsync(r, o), static r => r.Status);

    internal static readonly Rpc<GetCompactionStateRequest, GetCompactionStateResponse> GetCompactionState =
        new(nameof(GetCompactionState), RetryClass.Read, static (s, r, o) => s.GetCompactionStateAsync(r, o), static r => r.Status);

    internal static readonly Rpc<GetCompactionPlansRequest, GetCompactionPlansResponse> GetCompactionStateWithPlans = new(
        nameof(GetCompactionStateWithPlans),
        RetryClass.Read,
        static (s, r, o) => s.GetCompactionStateWithPlansAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<GetPersistentSegmentInfoRequest, GetPersistentSegmentInfoResponse> GetPersistentSegmentInfo = new(
        nameof(GetPersistentSegmentInfo),
        RetryClass.Read,
        static (s, r, o) => s.GetPersistentSegmentInfoAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<GetQuerySegmentInfoRequest, GetQuerySegmentInfoResponse> GetQuerySegmentInfo =
        new(nameof(GetQuerySegmentInfo), RetryClass.Read, static (s, r, o) => s.GetQuerySegmentInfoAsync(r, o), static r => r.Status);
}

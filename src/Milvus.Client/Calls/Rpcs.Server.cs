using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>Health, metrics, analyzers.</summary>
internal static partial class Rpcs
{
    /// <summary>Not retried: a missing answer is the result.</summary>
    internal static readonly Rpc<CheckHealthRequest, CheckHealthResponse> CheckHealth =
        new(nameof(CheckHealth), RetryClass.Read, static (s, r, o) => s.CheckHealthAsync(r, o), static r => r.Status) { Once = true };

    internal static readonly Rpc<GetComponentStatesRequest, ComponentStates> GetComponentStates = new(
        nameof(GetComponentStates),
        RetryClass.Read,
        static (s, r, o) => s.GetComponentStatesAsync(r, o),
        static r => r.Status)
    {
        Once = true,
    };

    internal static readonly Rpc<AllocTimestampRequest, AllocTimestampResponse> AllocTimestamp =
        new(nameof(AllocTimestamp), RetryClass.Read, static (s, r, o) => s.AllocTimestampAsync(r, o), static r => r.Status);

    internal static readonly Rpc<GetMetricsRequest, GetMetricsResponse> GetMetrics =
        new(nameof(GetMetrics), RetryClass.Read, static (s, r, o) => s.GetMetricsAsync(r, o), static r => r.Status);

    internal static readonly Rpc<RunAnalyzerRequest, RunAnalyzerResponse> RunAnalyzer =
        new(nameof(RunAnalyzer), RetryClass.Read, static (s, r, o) => s.RunAnalyzerAsync(r, o), static r => r.Status);

    internal static readonly Rpc<ComputePhraseMatchSlopRequest, ComputePhraseMatchSlopResponse> ComputePhraseMatchSlop =
        new(nameof(ComputePhraseMatchSlop), RetryClass.Read, static (s, r, o) => s.ComputePhraseMatchSlopAsync(r, o), static r => r.Status);
}

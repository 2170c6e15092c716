using Grpc.Core;

namespace Milvus.Client.Calls;

/// <summary>One call of the service: its name, its method, its status, and its retry class.</summary>
internal sealed record Rpc<TRequest, TResponse>(
    string Name,
    RetryClass Class,
    Func<Protocol.MilvusService.MilvusServiceClient, TRequest, CallOptions, AsyncUnaryCall<TResponse>> Send,
    Func<TResponse, Protocol.Status?> Status)
{
    /// <summary>Whether a first failure is final.</summary>
    internal bool Once { get; init; }

    /// <summary>The first delay after a rate limit; null for the usual one.</summary>
    internal TimeSpan? FirstPause { get; init; }
}

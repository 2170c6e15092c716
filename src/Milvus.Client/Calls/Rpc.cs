using Grpc.Core;

namespace Milvus.Client.Calls;

/// <summary>One call of the service: its name, how it is sent, where its status is, and what may be repeated.</summary>
internal sealed record Rpc<TRequest, TResponse>(
    string Name,
    RetryClass Class,
    Func<Protocol.MilvusService.MilvusServiceClient, TRequest, CallOptions, AsyncUnaryCall<TResponse>> Send,
    Func<TResponse, Protocol.Status?> Status)
{
    /// <summary>Whether a first failure is final.</summary>
    internal bool Once { get; init; }

    /// <summary>The first pause after the server refused it for coming too often; null: the usual one.</summary>
    internal TimeSpan? FirstPause { get; init; }
}

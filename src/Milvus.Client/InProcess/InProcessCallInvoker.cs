using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Milvus.Client.InProcess;

/// <summary>
/// Calls a service object in this process: the request is passed without a socket and without serialization.
/// Headers, deadline, cancellation and status behave as over the socket.
/// </summary>
/// <param name="service">The service that answers the calls.</param>
/// <param name="guard">The interceptor that each call passes first, as on a server; null for none.</param>
/// <param name="embedder">The embedder of the connection, which each call carries; null for none.</param>
internal sealed class InProcessCallInvoker(
    Protocol.MilvusService.MilvusServiceBase service, Interceptor? guard = null, MilvusEmbedder? embedder = null) : CallInvoker
{
    private readonly MethodTable _methods = new(service, guard);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request)
    {
        var call = new InProcessCall<TRequest, TResponse>(method, options, embedder);
        var response = call.RunAsync(_methods, request);
        return new AsyncUnaryCall<TResponse>(response, call.HeadersAsync(response), call.Status, call.Trailers, call.Cancel);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.GetAwaiter().GetResult();
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request) => throw NoStreams(method);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options) => throw NoStreams(method);

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options) => throw NoStreams(method);

    private static RpcException NoStreams(IMethod method) => new(new Status(StatusCode.Unimplemented, method.FullName));
}

using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Milvus.Client.InProcess;

/// <summary>The methods of a service object by name, as the generated code binds them for a server.</summary>
internal sealed class MethodTable : ServiceBinderBase
{
    private readonly Dictionary<string, Delegate> _handlers = new(StringComparer.Ordinal);

    private readonly Interceptor? _guard;

    internal MethodTable(Protocol.MilvusService.MilvusServiceBase service, Interceptor? guard)
    {
        _guard = guard;
        Protocol.MilvusService.BindService(this, service);
    }

    internal UnaryServerMethod<TRequest, TResponse> Unary<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        _handlers.TryGetValue(method.FullName, out var handler)
            ? Guarded((UnaryServerMethod<TRequest, TResponse>)handler)
            : throw new RpcException(new Status(StatusCode.Unimplemented, method.FullName));

    private UnaryServerMethod<TRequest, TResponse> Guarded<TRequest, TResponse>(UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        _guard is null ? handler : (request, context) => _guard.UnaryServerHandler(request, context, handler);

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        _handlers[method.FullName] = handler ?? throw new ArgumentNullException(nameof(handler));

    // Streams are for servers that feed each other; no client of one database opens one.
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
    }
}

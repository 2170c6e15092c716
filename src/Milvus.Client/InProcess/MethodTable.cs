using Grpc.Core;

namespace Milvus.Client.InProcess;

/// <summary>The methods of a service object by name, as the generated code binds them for a server.</summary>
internal sealed class MethodTable : ServiceBinderBase
{
    private readonly Dictionary<string, Delegate> _handlers = new(StringComparer.Ordinal);

    internal MethodTable(Protocol.MilvusService.MilvusServiceBase service) => Protocol.MilvusService.BindService(this, service);

    internal UnaryServerMethod<TRequest, TResponse> Unary<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        _handlers.TryGetValue(method.FullName, out var handler)
            ? (UnaryServerMethod<TRequest, TResponse>)handler
            : throw new RpcException(new Status(StatusCode.Unimplemented, method.FullName));

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

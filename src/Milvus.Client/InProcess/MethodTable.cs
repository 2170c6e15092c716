using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Milvus.Client.InProcess;

/// <summary>The methods of a service object by name.</summary>
internal sealed class MethodTable(Protocol.MilvusService.MilvusServiceBase service, Interceptor? guard)
{
    // Bound lazily: the generated binding of all methods costs 20 ms at the start of each process.
    private readonly ConcurrentDictionary<string, Delegate> _handlers = new(StringComparer.Ordinal);

    internal UnaryServerMethod<TRequest, TResponse> Unary<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class
    {
        var handler = (UnaryServerMethod<TRequest, TResponse>)_handlers.GetOrAdd(
            method.Name, static (name, service) => Bind<TRequest, TResponse>(name, service), service);
        return guard is null ? handler : (request, context) => guard.UnaryServerHandler(request, context, handler);
    }

    private static UnaryServerMethod<TRequest, TResponse> Bind<TRequest, TResponse>(string name, object service)
        where TRequest : class
        where TResponse : class =>
        service.GetType().GetMethod(name, [typeof(TRequest), typeof(ServerCallContext)]) is { } found
            ? found.CreateDelegate<UnaryServerMethod<TRequest, TResponse>>(service)
            : throw new RpcException(new Status(StatusCode.Unimplemented, name));
}

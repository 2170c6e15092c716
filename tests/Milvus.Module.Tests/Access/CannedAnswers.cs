using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Milvus.Module.Tests.Access;

/// <summary>Answers calls that the engine does not implement, after the check of privileges.</summary>
public sealed class CannedAnswers(CallLog log) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.Unimplemented && Answer(context) is { } answer)
        {
            return (TResponse?)answer((IMessage)(object)request) ?? Activator.CreateInstance<TResponse>();
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (!log.Streams.TryGetValue(Name(context), out var messages))
        {
            await continuation(request, responseStream, context);
            return;
        }

        foreach (var message in messages)
        {
            await responseStream.WriteAsync((TResponse)message);
        }
    }

    private Func<IMessage, IMessage?>? Answer(ServerCallContext context) => log.Answers.GetValueOrDefault(Name(context));

    private static string Name(ServerCallContext context) => context.Method[(context.Method.LastIndexOf('/') + 1)..];
}

using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Milvus.Module.Tests.Fake;

/// <summary>Records every call in the log, and answers as the log specifies.</summary>
public sealed class CallRecorder(CallLog log) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var name = context.Method[(context.Method.LastIndexOf('/') + 1)..];
        log.Names.Enqueue(name);
        log.Requests.Enqueue(new RecordedCall(name, (IMessage)request, context.RequestHeaders)
        {
            Deadline = context.Deadline == DateTime.MaxValue ? null : context.Deadline,
        });
        if (log.Silent.ContainsKey(name))
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        if (log.Failing.TryGetValue(name, out var status))
        {
            throw new RpcException(status);
        }

        if (log.Refusal is { } refusal)
        {
            throw new RpcException(refusal);
        }

        var answer = log.Answers.TryGetValue(name, out var canned)
            ? (TResponse?)canned((IMessage)request) ?? Activator.CreateInstance<TResponse>()
            : await continuation(request, context);
        if (log.Changed.TryGetValue(name, out var change))
        {
            change(answer);
        }

        return answer;
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var name = context.Method[(context.Method.LastIndexOf('/') + 1)..];
        log.Names.Enqueue(name);
        log.Requests.Enqueue(new RecordedCall(name, (IMessage)request, context.RequestHeaders)
        {
            Deadline = context.Deadline == DateTime.MaxValue ? null : context.Deadline,
        });
        if (log.Refusal is { } refusal)
        {
            throw new RpcException(refusal);
        }

        if (!log.Streams.TryGetValue(name, out var messages))
        {
            await continuation(request, responseStream, context);
            return;
        }

        try
        {
            foreach (var message in messages)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                await responseStream.WriteAsync((TResponse)message);
                await Task.Yield();
            }
        }
        catch (Exception) when (context.CancellationToken.IsCancellationRequested)
        {
            // The exception depends on which of the two ends first.
            log.Ended.Enqueue(name);
        }
    }
}

using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Milvus.Testing.Fake;

/// <summary>Records every call in the log, and answers as the log specifies.</summary>
public sealed class CallRecorder(CallLog log) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var call = RecordedCall.Of(request, context);
        var number = log.Add(call);
        if (log.Gate is { } gate)
        {
            await gate(call.Name);
        }

        if (log.Silent.ContainsKey(call.Name))
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        if (log.FailingNumbers.TryGetValue(call.Name, out var failing) && failing == number)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "told so"));
        }

        if (log.Failing.TryGetValue(call.Name, out var status))
        {
            throw new RpcException(status);
        }

        if (log.Refusal is { } refusal)
        {
            throw new RpcException(refusal);
        }

        var answer = (TResponse?)await log.RunScriptAsync(number, call, context)
            ?? (log.Answers.TryGetValue(call.Name, out var canned)
                ? (TResponse?)canned(call.Request) ?? Activator.CreateInstance<TResponse>()
                : await continuation(request, context));
        if (log.Changed.TryGetValue(call.Name, out var change))
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
        var call = RecordedCall.Of(request, context);
        log.Add(call);
        if (log.Refusal is { } refusal)
        {
            throw new RpcException(refusal);
        }

        if (!log.Streams.TryGetValue(call.Name, out var messages))
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
            log.Ended.Enqueue(call.Name);
        }
    }
}

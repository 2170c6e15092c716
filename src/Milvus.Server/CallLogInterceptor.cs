using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Milvus.Embedded.Diagnostics;

namespace Milvus.Server;

/// <summary>Logs each call with its request id, which the client shows in errors and traces.</summary>
internal sealed class CallLogInterceptor(ILoggerFactory loggers) : Interceptor
{
    private readonly ILogger _logger = loggers.CreateLogger(ServerLog.Category);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (!_logger.IsEnabled(LogLevel.Debug))
        {
            return await continuation(request, context).ConfigureAwait(false);
        }

        var started = Stopwatch.GetTimestamp();
        var code = nameof(StatusCode.Unknown);
        try
        {
            var response = await continuation(request, context).ConfigureAwait(false);
            code = CodeOf(response as IMessage);
            return response;
        }
        catch (RpcException failure)
        {
            code = failure.StatusCode.ToString();
            throw;
        }
        finally
        {
            var method = context.Method[(context.Method.LastIndexOf('/') + 1)..];
            var milliseconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 3);
            ServerLog.LogCall(_logger, method, RequestId.Of(context), code, milliseconds);
        }
    }

    /// <summary>The code of the status in an answer; OK without a status.</summary>
    private static string CodeOf(IMessage? response)
    {
        var field = response?.Descriptor.FindFieldByName("status");
        var status = response as Protocol.Status ?? field?.Accessor.GetValue(response) as Protocol.Status;
        return status is null or { Code: 0 } ? nameof(StatusCode.OK) : $"{status.Code}";
    }
}

using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Milvus.Tests.Fake;

/// <summary>Records every call, and lets the script answer instead of the fake service.</summary>
internal sealed class FakeInterceptor(FakeMilvus server) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var method = context.Method[(context.Method.LastIndexOf('/') + 1)..];
        var answer = await server.AnswerAsync(method, request, context);
        return answer is TResponse response ? response : await continuation(request, context);
    }
}

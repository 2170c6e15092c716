using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Milvus.Server;

/// <summary>Lets only calls through that carry the token, as Milvus does with authorization on.</summary>
internal sealed class TokenInterceptor(string token) : Interceptor
{
    private readonly byte[] expected = Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(token)));

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var given = context.RequestHeaders.GetValue("authorization");
        if (given is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected))
        {
            throw new RpcException(new Status(
                StatusCode.Unauthenticated,
                given is null ? "missing authorization in header" : "auth check failure, please check username and password are correct"));
        }

        return continuation(request, context);
    }
}

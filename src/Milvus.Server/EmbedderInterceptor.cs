extern alias core;

using core::Milvus;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Milvus.Embedded.Embedding;

namespace Milvus.Server;

/// <summary>Adds the embedder of the server to each call.</summary>
/// <param name="embedder">The embedder.</param>
internal sealed class EmbedderInterceptor(MilvusEmbedder embedder) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
    {
        CallEmbedder.Attach(context, embedder);
        return continuation(request, context);
    }
}

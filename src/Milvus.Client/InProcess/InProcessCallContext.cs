using Grpc.Core;

namespace Milvus.Client.InProcess;

/// <summary>The server call context of a call without a socket.</summary>
internal sealed class InProcessCallContext(string method, Metadata headers, DateTime deadline, CancellationToken token) : ServerCallContext
{
    private static readonly AuthContext _nobody = new(null, []);

    internal Metadata? SentHeaders { get; private set; }

    protected override string MethodCore => method;

    protected override string HostCore => "localhost";

    protected override string PeerCore => "in-process";

    protected override DateTime DeadlineCore => deadline;

    protected override Metadata RequestHeadersCore => headers;

    protected override CancellationToken CancellationTokenCore => token;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => _nobody;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new RpcException(new Status(StatusCode.Unimplemented, "A call in process has no context to pass on."));

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        SentHeaders = responseHeaders;
        return Task.CompletedTask;
    }
}

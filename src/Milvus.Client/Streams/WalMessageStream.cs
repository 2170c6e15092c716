using Grpc.Core;
using Milvus.Client.Calls;
using Milvus.Client.Errors;
using Milvus.Client.Transport;

namespace Milvus.Client.Streams;

/// <summary>The stream of messages of a log. It is not retried: a second stream would start again. Disposing it ends the call.</summary>
internal sealed class WalMessageStream(
    AsyncServerStreamingCall<Protocol.DumpMessagesResponse> call,
    string channel,
    Connection connection,
    CancellationTokenSource ending) : IDisposable
{
    internal const string Method = "DumpMessages";

    /// <summary>The next message; null after the last one.</summary>
    /// <exception cref="MilvusException">Any failure of the call.</exception>
    internal async Task<WalMessage?> NextAsync(CancellationToken token)
    {
        try
        {
            while (await call.ResponseStream.MoveNext(ending.Token).ConfigureAwait(false))
            {
                var answer = call.ResponseStream.Current;
                if (answer.Message is { } message)
                {
                    return ToMessage(message);
                }

                if (answer.Status is { } status && StatusErrors.IsFailure(status))
                {
                    throw StatusErrors.ToException(status, Method, 1, connection.Secrets);
                }
            }

            return null;
        }
        catch (RpcException e)
        {
            token.ThrowIfCancellationRequested();
            throw RpcErrors.ToException(e, Method, 1, connection);
        }
    }

    public void Dispose()
    {
        ending.Cancel();
        call.Dispose();
        ending.Dispose();
    }

    private WalMessage ToMessage(Protocol.ImmutableMessage message)
    {
        var result = new WalMessage
        {
            Channel = channel,
            MessageId = message.Id?.Id ?? string.Empty,
            Wal = message.Id?.WALName.ToString() ?? string.Empty,
            Payload = message.Payload.ToByteArray(),
        };
        foreach (var (key, value) in message.Properties)
        {
            result.Property[key] = value;
        }

        return result;
    }
}

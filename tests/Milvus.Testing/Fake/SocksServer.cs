using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Milvus.Testing.Fake;

/// <summary>
/// A SOCKS 5 proxy: a connection to any name leads to one port of this machine. Requests are the servers that were asked for, as name:port.
/// </summary>
/// <param name="port">The port of the server.</param>
/// <param name="password">user:password of a proxy that requires them.</param>
internal sealed class SocksServer(int port, string? password = null) : FakeProxy
{
    private const byte Version = 5;
    private const byte NoPassword = 0;
    private const byte AsksPassword = 2;
    private const byte NoMethod = 255;

    internal Uri Uri => new($"socks5://127.0.0.1:{Port}");

    private protected override async Task ServeAsync(NetworkStream stream)
    {
        if (await GreetAsync(stream))
        {
            await ForwardAsync(stream);
        }
    }

    private async Task<bool> GreetAsync(NetworkStream stream)
    {
        var methods = await ReadAsync(stream, (await ReadAsync(stream, 2))[1]);
        var method = password is null ? NoPassword : methods.Contains(AsksPassword) ? AsksPassword : NoMethod;
        await stream.WriteAsync(new byte[] { Version, method });
        if (method != AsksPassword)
        {
            return method == NoPassword;
        }

        var user = await ReadTextAsync(stream, (await ReadAsync(stream, 2))[1]);
        var isRight = $"{user}:{await ReadTextAsync(stream, (await ReadAsync(stream, 1))[0])}" == password;
        await stream.WriteAsync(new byte[] { 1, isRight ? (byte)0 : (byte)1 });
        return isRight;
    }

    private async Task ForwardAsync(NetworkStream stream)
    {
        // The version, the command, a reserved byte, and the kind of the address, which is a name.
        await ReadAsync(stream, 4);
        var name = await ReadTextAsync(stream, (await ReadAsync(stream, 1))[0]);
        Requests.Enqueue($"{name}:{BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(stream, 2))}");
        using var server = await ConnectAsync(port);
        await stream.WriteAsync(new byte[] { Version, 0, 0, 1, 127, 0, 0, 1, 0, 0 });
        await Task.WhenAny(stream.CopyToAsync(server), server.CopyToAsync(stream));
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static async Task<string> ReadTextAsync(NetworkStream stream, int count) =>
        Encoding.UTF8.GetString(await ReadAsync(stream, count));
}

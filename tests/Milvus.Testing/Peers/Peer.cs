using System.Net.Sockets;

namespace Milvus.Testing.Peers;

/// <summary>A real server to compare with. Tests that need a missing one are skipped with the reason.</summary>
public sealed class Peer
{
    private Peer(string name, string uri, string? token)
    {
        Name = name;
        Uri = new Uri(uri);
        Token = token;
        IsPresent = Answers(Uri);
    }

    /// <summary>Milvus, at MILVUS_URI with MILVUS_TOKEN, by default http://127.0.0.1:19530 with root:Milvus.</summary>
    public static Peer Milvus { get; } =
        new("Milvus", Setting("MILVUS_URI", "http://127.0.0.1:19530"), Setting("MILVUS_TOKEN", "root:Milvus"));

    /// <summary>Milvus Lite behind its own server, at MILVUS_LITE_URI, by default http://127.0.0.1:29530.</summary>
    public static Peer Lite { get; } = new("Milvus Lite", Setting("MILVUS_LITE_URI", "http://127.0.0.1:29530"), null);

    /// <summary>The names of the real servers that answer or are required; for theories.</summary>
    public static TheoryData<string> Present =>
        [.. new[] { Milvus, Lite }.Where(peer => peer.IsExpected).Select(peer => peer.Name)];

    public string Name { get; }

    public Uri Uri { get; }

    public string? Token { get; }

    public bool IsPresent { get; }

    /// <summary>Whether tests run against the server: it answers, or is required.</summary>
    public bool IsExpected => IsPresent || PeerPolicy.Required;

    /// <summary>The real server of this name.</summary>
    public static Peer Named(string name) => name == Lite.Name ? Lite : Milvus;

    /// <summary>A server at an address.</summary>
    public static Peer At(string name, string uri) => new(name, uri, null);

    /// <summary>The reason to skip a test that needs it, or null if the test runs; it names the environment variables of the
    /// address.</summary>
    public string? Skip(string variables) => PeerPolicy.Skip(IsPresent, $"No {Name} answers at {Uri}; set {variables}.");

    public override string ToString() => Name;

    private static string Setting(string name, string otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;

    private static bool Answers(Uri uri)
    {
        try
        {
            using var socket = new TcpClient();
            return socket.ConnectAsync(uri.Host, uri.Port).Wait(TimeSpan.FromSeconds(1));
        }
        catch (AggregateException e) when (e.InnerException is SocketException)
        {
            return false;
        }
    }
}

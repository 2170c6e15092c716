using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Milvus.Benchmarks;

/// <summary>Milvus.Server in a process of its own, on a free port of this machine.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly Process _process;

    private LocalServer(Process process, int port)
    {
        _process = process;
        Connect = string.Create(CultureInfo.InvariantCulture, $"$null = Connect-Milvus http://127.0.0.1:{port} -WaitSec 60");
    }

    /// <summary>The command that connects to it, and waits until it answers.</summary>
    internal string Connect { get; }

    /// <summary>The CPU time that it has used.</summary>
    internal TimeSpan ProcessorTime => _process.TotalProcessorTime;

    /// <summary>Starts it.</summary>
    /// <param name="database">Its database file.</param>
    internal static LocalServer Start(string database)
    {
        var port = FindFreePort();
        var text = port.ToString(CultureInfo.InvariantCulture);
        return new(ShellProcess.Start("Milvus.Server", "--path", database, "--port", text), port);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

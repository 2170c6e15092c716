using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Milvus.Testing.Kills;

/// <summary>
/// A server at an address, which can be killed as by kill -9 and started again with its data: the engine, or a real server that a program
/// starts. The program has the arguments <c>up NAME --port NUMBER --data FOLDER</c> and <c>kill NAME</c>, and ends when the server answers.
/// </summary>
/// <param name="name">"engine", or a name that the program knows.</param>
/// <param name="program">The program for real servers.</param>
/// <param name="folder">The folder of the data.</param>
internal sealed class KilledServer(string name, string? program, string folder) : IDisposable
{
    private readonly int _port = FindPort();
    private Process? _engine;
    private bool _isUp;

    /// <summary>The address, which stays.</summary>
    internal string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    /// <summary>The token that the server requires; null if it requires none.</summary>
    internal string? Token => name == "milvus" ? "root:Milvus" : null;

    /// <summary>Starts the server, and waits until its port answers.</summary>
    internal async Task StartAsync()
    {
        if (name != "engine")
        {
            await RunAsync("up", name, "--port", $"{_port}", "--data", folder);
            _isUp = true;
            return;
        }

        var start = new ProcessStartInfo(
            "dotnet", [Repository.Executable("Milvus.Server"), "--path", Path.Combine(folder, "killed.db"), "--port", $"{_port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _engine = Process.Start(start)!;
        if (await _engine.StandardOutput.ReadLineAsync() is null)
        {
            throw new InvalidOperationException(await _engine.StandardError.ReadToEndAsync());
        }

        _isUp = true;
    }

    /// <summary>Kills the server.</summary>
    internal async Task KillAsync()
    {
        _isUp = false;
        if (_engine is null)
        {
            await RunAsync("kill", name);
            return;
        }

        _engine.Kill();
        await _engine.WaitForExitAsync();
        _engine.Dispose();
    }

    public void Dispose()
    {
        if (_isUp)
        {
            KillAsync().GetAwaiter().GetResult();
        }
    }

    private static int FindPort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private async Task RunAsync(params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program!, arguments) { RedirectStandardOutput = true })!;
        await run.WaitForExitAsync();
        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {run.ExitCode}");
        }
    }
}

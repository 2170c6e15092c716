using System.Diagnostics;

namespace Milvus.Tests.Crash;

/// <summary>A server in a separate process, which can be killed.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    public int Id => _process.Id;

    /// <summary>Starts the process. If it does not listen before a number of milliseconds, it is killed and the result is null.</summary>
    public static async Task<WriterProcess?> StartAsync(string path, int? killAfter = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "Milvus.Server.dll"), "--path", path, "--port", "0" })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var listening = process.StandardOutput.ReadLineAsync();
        if (killAfter is { } delay && await Task.WhenAny(listening, Task.Delay(delay)) != listening)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            return null;
        }

        var line =
            await listening
            ?? throw new InvalidOperationException("the writer did not start: " + await process.StandardError.ReadToEndAsync());
        return new WriterProcess(process, line.Trim());
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose() => _process.Dispose();
}

using System.Diagnostics;

namespace Milvus.Testing.Kills;

/// <summary>A process with the module, or the server, which can be killed as by kill -9.</summary>
internal sealed class KillProcess : IDisposable
{
    /// <summary>The file of the server, in the folder of a run.</summary>
    internal const string ServerFile = "server.db";

    private const string Ready = "ready";
    private const string Done = "done";

    private readonly Process _process;
    private readonly Task<string> _errors;
    private bool _endedBefore;

    private KillProcess(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Executable(program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The memory of the process in bytes.</summary>
    internal double Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a server on a file.</summary>
    /// <returns>The process and its address.</returns>
    internal static async Task<(KillProcess Server, string Address)> StartServerAsync(string path)
    {
        var server = new KillProcess("Milvus.Server", "--path", path, "--port", "0");
        var address = await server._process.StandardOutput.ReadLineAsync();
        return (server, address ?? throw new InvalidOperationException(await server._errors));
    }

    /// <summary>Starts a script that can be killed: it writes when its last command has ended.</summary>
    internal static Task<KillProcess> StartLineAsync(string line) => StartScriptAsync($"{line}; [Console]::Out.WriteLine('{Done}')");

    /// <summary>Starts a script. It is ready when the module is imported and the next line runs.</summary>
    internal static async Task<KillProcess> StartScriptAsync(string script)
    {
        var text = $"$ErrorActionPreference = 'Stop'; [Console]::Out.WriteLine('{Ready}'); {script}";
        var shell = new KillProcess("Milvus.Shell", "-Command", text);
        return await shell._process.StandardOutput.ReadLineAsync() == Ready
            ? shell
            : throw new InvalidOperationException(await shell._errors);
    }

    /// <summary>Runs a script to its end.</summary>
    /// <returns>Its output, and its errors if it failed.</returns>
    internal static async Task<(string Output, string Errors)> RunScriptAsync(string script)
    {
        using var shell = await StartScriptAsync(script);
        return await shell.FinishAsync();
    }

    /// <summary>Waits for the end of a script.</summary>
    internal async Task<(string Output, string Errors)> FinishAsync()
    {
        if (_endedBefore)
        {
            return (Done, string.Empty);
        }

        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        var errors = await _errors;
        return (output.Trim(), _process.ExitCode == 0 ? errors.Trim() : $"exit code {_process.ExitCode}: {errors.Trim()}");
    }

    /// <summary>Kills the process after a time.</summary>
    /// <returns>Whether its line had not ended.</returns>
    internal Task<bool> KillAsync(TimeSpan after) => KillAsync(Task.Delay(after));

    /// <summary>Kills the process when an event occurs.</summary>
    /// <returns>Whether its line had not ended.</returns>
    internal async Task<bool> KillAsync(Task when)
    {
        await Task.WhenAny(_process.WaitForExitAsync(), when);
        if (_process.HasExited)
        {
            return false;
        }

        _process.Kill();
        await _process.WaitForExitAsync();
        _endedBefore = (await _process.StandardOutput.ReadToEndAsync()).Contains(Done, StringComparison.Ordinal);
        return !_endedBefore;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}

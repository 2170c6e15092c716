using System.Diagnostics;

namespace Milvus.Benchmarks;

/// <summary>Programs of the checkout, each in a process of its own, so that its memory and CPU are those of its task.</summary>
internal static class ShellProcess
{
    /// <summary>Starts a program whose output the caller reads.</summary>
    public static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Repository.Executable(program), .. arguments]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} did not start");

    /// <summary>Runs a script in a shell with the module, and returns its output.</summary>
    public static async Task<string> RunAsync(string script, CancellationToken token)
    {
        using var shell = Start("Milvus.Shell", "-Command", "$ErrorActionPreference = 'Stop'; " + script);
        try
        {
            var output = await shell.StandardOutput.ReadToEndAsync(token);
            await shell.WaitForExitAsync(token);
            return shell.ExitCode == 0
                ? output.Trim()
                : throw new InvalidOperationException($"The shell ended with {shell.ExitCode}: {output}");
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
            throw;
        }
    }
}

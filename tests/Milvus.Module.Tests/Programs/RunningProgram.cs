using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Milvus.Module.Tests.Programs;

/// <summary>A started process whose output is gathered. Disposing it kills it if it still runs.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly StringBuilder output = new();
    private readonly BlockingCollection<string> lines = [];

    private RunningProgram(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Take(output, e.Data, isOutput: true);
        process.ErrorDataReceived += (_, e) => Take(errors, e.Data, isOutput: false);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a project of this repository.</summary>
    internal static RunningProgram StartProject(string project, string[] arguments, int? width = null) =>
        Start("dotnet", [Repository.Executable(project), .. arguments], width);

    /// <summary>Starts a program; the width is what it is told of the terminal, which it does not have.</summary>
    internal static RunningProgram Start(string file, IEnumerable<string> arguments, int? width = null)
    {
        var start = new ProcessStartInfo(file)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["NO_COLOR"] = "1";
        start.Environment["COLUMNS"] = width?.ToString(CultureInfo.InvariantCulture);
        return new RunningProgram(start);
    }

    /// <summary>The next line of standard output.</summary>
    internal string ReadLine()
    {
        if (lines.TryTake(out var line, Limit))
        {
            return line;
        }

        var why = lines.IsCompleted ? "Standard output ended" : $"No line came within {Limit}";
        throw new InvalidOperationException($"{why}. Standard error: {Errors()}");
    }

    /// <summary>Reads lines of standard output until one begins so.</summary>
    internal void WaitForLine(string beginning)
    {
        while (!ReadLine().StartsWith(beginning, StringComparison.Ordinal))
        {
            // Other output goes before it.
        }
    }

    internal void Type(string text) => process.StandardInput.WriteLine(text);

    /// <summary>Sends a Unix signal: INT is Ctrl-C, TERM asks to stop.</summary>
    internal void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Ends standard input and waits for the process to end.</summary>
    internal ProgramResult Finish()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(EndLimit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} did not end within {EndLimit}. Output: {output} Standard error: {Errors()}");
        }

        // The timed wait above returns before the last lines were read; this one does not.
        process.WaitForExit();
        return new ProgramResult(process.ExitCode, output.ToString(), Errors());
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        lines.Dispose();
    }

    private string Errors()
    {
        lock (errors)
        {
            return errors.ToString();
        }
    }

    private void Take(StringBuilder text, string? line, bool isOutput)
    {
        if (line is null)
        {
            if (isOutput)
            {
                lines.CompleteAdding();
            }

            return;
        }

        lock (text)
        {
            text.Append(line).Append('\n');
        }

        if (isOutput)
        {
            lines.Add(line);
        }
    }
}

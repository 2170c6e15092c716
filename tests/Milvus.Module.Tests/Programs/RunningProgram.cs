using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Milvus.Module.Tests.Programs;

/// <summary>A started process whose output is collected. Disposing kills the process if it still runs.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _endLimit = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly StringBuilder _output = new();

    // A line may arrive after Dispose. A channel then takes it in silence; what can be disposed would throw on a thread of the pool,
    // and end the whole test run.
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private RunningProgram(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(_output, e.Data, isOutput: true);
        _process.ErrorDataReceived += (_, e) => Take(_errors, e.Data, isOutput: false);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a project of this repository.</summary>
    internal static RunningProgram StartProject(
        string project, string[] arguments, int? width = null, IReadOnlyDictionary<string, string>? environment = null) =>
        Start("dotnet", [Repository.Executable(project), .. arguments], width, environment);

    /// <summary>Starts a program. The width is that of the terminal, which the program does not have.</summary>
    internal static RunningProgram Start(
        string file, IEnumerable<string> arguments, int? width = null, IReadOnlyDictionary<string, string>? environment = null)
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

        // Programs of tests end before a profile of their code pays.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["COLUMNS"] = width?.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(start);
    }

    /// <summary>The next line of standard output.</summary>
    internal string ReadLine()
    {
        while (true)
        {
            if (_lines.Reader.TryRead(out var line))
            {
                return line;
            }

            var more = _lines.Reader.WaitToReadAsync().AsTask();
            if (!more.Wait(_limit) || !more.Result)
            {
                var why = more.IsCompleted ? "Standard output ended" : $"No line came within {_limit}";
                throw new InvalidOperationException($"{why}. Standard error: {Errors()}");
            }
        }
    }

    /// <summary>Reads lines of standard output until one begins with a text.</summary>
    internal void WaitForLine(string beginning)
    {
        while (!ReadLine().StartsWith(beginning, StringComparison.Ordinal))
        {
            // Other output may precede it.
        }
    }

    internal void Type(string text) => _process.StandardInput.WriteLine(text);

    /// <summary>Sends a Unix signal: INT is Ctrl-C, TERM asks to stop.</summary>
    internal void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Ends standard input and waits for the process to end.</summary>
    internal ProgramResult Finish()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(_endLimit))
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{_process.StartInfo.FileName} did not end within {_endLimit}. Output: {_output} Standard error: {Errors()}");
        }

        // The wait with a time limit returns before the last lines are read; this one does not.
        _process.WaitForExit();
        return new ProgramResult(_process.ExitCode, _output.ToString(), Errors());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private string Errors()
    {
        lock (_errors)
        {
            return _errors.ToString();
        }
    }

    private void Take(StringBuilder text, string? line, bool isOutput)
    {
        if (line is null)
        {
            if (isOutput)
            {
                _lines.Writer.TryComplete();
            }

            return;
        }

        lock (text)
        {
            text.Append(line).Append('\n');
        }

        if (isOutput)
        {
            _lines.Writer.TryWrite(line);
        }
    }
}

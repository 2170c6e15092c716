using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Milvus.Module.Tests.Hosting;

/// <summary>
/// A runspace with the module, as in a session. It starts in an empty folder of its own: an unfinished transfer leaves its ledger in the
/// current folder, and another test must not continue it.
/// </summary>
internal sealed class ModuleShell : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingHost _host;

    internal ModuleShell(int width = 120)
    {
        _host = new RecordingHost(width);
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(Repository.Manifest);
        Runspace = RunspaceFactory.CreateRunspace(_host, state);
        Runspace.Open();
        Runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        if (Canary.IsOn)
        {
            Runspace.SessionStateProxy.SetVariable(
                "PSDefaultParameterValues", new DefaultParameterDictionary { ["Connect-Milvus:Token"] = Canary.Token });
        }
    }

    internal Runspace Runspace { get; }

    internal RecordingInterface Screen => _host.Recorded;

    public void Dispose()
    {
        Runspace.Dispose();
        _folder.Dispose();
    }

    /// <summary>Runs a script; arguments are its $args. A terminating error is among the errors.</summary>
    internal Ran Run(string script, params object?[] arguments)
    {
        using var shell = PowerShell.Create(Runspace);
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return Finish(shell, () => shell.Invoke());
    }

    /// <summary>Runs a script that must not fail.</summary>
    internal Ran Do(string script, params object?[] arguments)
    {
        var ran = Run(script, arguments);
        Assert.True(
            ran.Errors.Count == 0,
            $"{script}\n{string.Join('\n', ran.Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"))}");
        return ran;
    }

    /// <summary>The output of the script as a user would see it.</summary>
    internal string Show(string script, params object?[] arguments)
    {
        Screen.Clear();
        using var shell = PowerShell.Create(Runspace);
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        shell.Invoke();
        Canary.Search($"the screen of '{script}'", Screen.Text);
        return Screen.Text;
    }

    /// <summary>Runs a script, presses Ctrl-C when something has happened, and returns the time until it stopped.</summary>
    internal TimeSpan Stop(string script, Task when)
    {
        var took = StopAt(script, when);
        Assert.True(took is not null, $"It ended by itself: {script}");
        return took.Value;
    }

    /// <summary>
    /// Runs a script, presses Ctrl-C when something has happened, and returns the time until it stopped; null if it ended before, without
    /// an error.
    /// </summary>
    internal TimeSpan? StopAt(string script, Task when)
    {
        using var shell = PowerShell.Create(Runspace);
        shell.AddScript(script);
        var running = shell.BeginInvoke();
        using var ended = new CancellationTokenSource();
        var first = Task.WaitAny(
            [when, Task.Run(() => WaitHandle.WaitAny([running.AsyncWaitHandle, ended.Token.WaitHandle]))], TimeSpan.FromSeconds(60));
        ended.Cancel();
        Assert.True(first >= 0, $"It did not come so far: {script}");
        if (running.IsCompleted)
        {
            shell.EndInvoke(running);
            Assert.True(shell.Streams.Error.Count == 0, $"{script}\n{string.Join('\n', shell.Streams.Error)}");
            return null;
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        shell.Stop();
        return clock.Elapsed;
    }

    /// <summary>Runs a script, presses Ctrl-C after a while, and returns the time until it stopped.</summary>
    internal TimeSpan Stop(string script, TimeSpan after, params object?[] arguments)
    {
        using var shell = PowerShell.Create(Runspace);
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        var running = shell.BeginInvoke();
        // The error stream is not read here, because reading it would wait for the end of the script.
        if (running.AsyncWaitHandle.WaitOne(after))
        {
            Assert.Fail($"It ended by itself: {script}\n{Record.Exception(() => shell.EndInvoke(running))}");
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        shell.Stop();
        return clock.Elapsed;
    }

    /// <summary>The completions at the end of a line.</summary>
    internal IReadOnlyList<string> Complete(string line) => [.. CompleteWithDescriptions(line).Select(match => match.CompletionText)];

    /// <summary>What Tab offers at the end of a line, with its tooltips.</summary>
    internal IReadOnlyList<CompletionResult> CompleteWithDescriptions(string line)
    {
        using var shell = PowerShell.Create(Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches];
    }

    private static Ran Finish(PowerShell shell, Func<IEnumerable<PSObject>> invoke)
    {
        var output = new List<PSObject>();
        var errors = new List<ErrorRecord>();
        try
        {
            output.AddRange(invoke());
        }
        catch (RuntimeException failure)
        {
            errors.Add(failure.ErrorRecord);
        }

        errors.InsertRange(0, shell.Streams.Error);
        var ran = new Ran(
            output,
            errors,
            [.. shell.Streams.Warning.Select(warning => warning.Message)],
            [.. shell.Streams.Verbose.Select(line => line.Message)]);
        if (Canary.IsOn)
        {
            Search(shell.Commands.Commands.FirstOrDefault()?.CommandText, ran, shell.Streams);
        }

        return ran;
    }

    private static void Search(string? script, Ran ran, PSDataStreams streams)
    {
        Canary.Search($"the output of '{script}'", string.Concat(ran.Output.Select(item => item + PSSerializer.Serialize(item, 3))));
        Canary.Search($"the errors of '{script}'", string.Concat(ran.Errors.Select(error =>
            $"{error}{error.Exception}{error.ErrorDetails}{error.TargetObject}{error.InvocationInfo?.PositionMessage}"
                + PSSerializer.Serialize(error, 3))));
        Canary.Search(
            $"the streams of '{script}'",
            string.Join('\n', [.. ran.Warnings, .. ran.Verbose, .. streams.Debug.Select(line => line.Message),
                .. streams.Information.Select(line => $"{line}"), .. streams.Progress.Select(line => $"{line}")]));
    }
}

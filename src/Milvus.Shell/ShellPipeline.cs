using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Milvus.Shell;

/// <summary>Runs pipelines one after the other, shows their output, and stops the running one on Ctrl-C.</summary>
internal sealed class ShellPipeline : IDisposable
{
    private readonly Runspace _runspace;
    private readonly ShellHost _host;
    private readonly object _gate = new();
    private PowerShell? _running;

    internal ShellPipeline(Runspace runspace, ShellHost host)
    {
        _runspace = runspace;
        _host = host;
        Console.CancelKeyPress += OnCancel;
    }

    public void Dispose() => Console.CancelKeyPress -= OnCancel;

    /// <summary>Runs a script. The exit code is 1 after a terminating error, otherwise that of the script's exit statement, otherwise
    /// 0.</summary>
    internal int RunScript(string path, IReadOnlyList<(string? Name, object? Value)> scriptArguments)
    {
        _runspace.SessionStateProxy.SetVariable("LASTEXITCODE", 0);
        var succeeded = Run(shell =>
        {
            shell.AddCommand(path);
            foreach (var (name, value) in scriptArguments)
            {
                if (name is null)
                {
                    shell.AddArgument(value);
                }
                else
                {
                    shell.AddParameter(name, value);
                }
            }
        });
        return succeeded ? Convert.ToInt32(_runspace.SessionStateProxy.GetVariable("LASTEXITCODE") ?? 0, CultureInfo.InvariantCulture) : 1;
    }

    /// <summary>Runs text; false after a terminating error or Ctrl-C.</summary>
    internal bool RunText(string text) => Run(shell => shell.AddScript(text));

    private bool Run(Action<PowerShell> build)
    {
        using var shell = PowerShell.Create(_runspace);
        build(shell);
        // Errors are merged into the output, so that they appear in order.
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        lock (_gate)
        {
            _running = shell;
        }

        try
        {
            shell.Invoke();
            // If a finally block runs during a stop, Invoke ends without an exception.
            return shell.InvocationStateInfo.State == PSInvocationState.Completed;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException failure)
        {
            Show(failure.ErrorRecord);
            return false;
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
            }

            _host.EndProgress();
        }
    }

    private void Show(ErrorRecord record)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddCommand("Out-Default").AddParameter("InputObject", record);
        _host.WriteAside(() => shell.Invoke());
    }

    private void OnCancel(object? sender, ConsoleCancelEventArgs e)
    {
        lock (_gate)
        {
            // Only the running pipeline is stopped, not the process. The stop must not block this thread.
            e.Cancel = true;
            _running?.BeginStop(null, null);
        }
    }
}

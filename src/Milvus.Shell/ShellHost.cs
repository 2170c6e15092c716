using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;

namespace Milvus.Shell;

/// <summary>The PowerShell host.</summary>
internal sealed class ShellHost : PSHost
{
    private readonly ShellUserInterface _ui = new();

    /// <summary>The exit code of the session; null while it runs.</summary>
    internal int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Milvus.Shell";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version ?? new Version(0, 0);

    public override void EnterNestedPrompt() => throw new PSHostNotSupported("a nested prompt");

    public override void ExitNestedPrompt() => throw new PSHostNotSupported("a nested prompt");

    public override void NotifyBeginApplication()
    {
        // Native programs do not take over the console in this host.
    }

    public override void NotifyEndApplication()
    {
        // Native programs do not take over the console in this host.
    }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    internal void EndProgress() => _ui.EndProgress();

    /// <summary>Runs an action whose output goes to standard error.</summary>
    internal void WriteAside(Action show)
    {
        _ui.IsAside = true;
        try
        {
            show();
        }
        finally
        {
            _ui.IsAside = false;
        }
    }

    private sealed class PSHostNotSupported(string what) : NotSupportedException($"Milvus.Shell does not support {what}: use pwsh.");
}

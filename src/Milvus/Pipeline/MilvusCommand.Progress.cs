using System.Management.Automation;

namespace Milvus.Pipeline;

// The progress on the screen. It stays there while its display is used, and is always removed.
public abstract partial class MilvusCommand
{
    // The host joins records of a source. One of our own lets a record after Ctrl-C complete those before it.
    private const long ProgressSource = 0x4D69_6C76;

    private WaitDisplay? _shown;

    /// <summary>Writes the progress if it is time.</summary>
    private protected void ShowProgress(WaitDisplay? display)
    {
        if (display?.TakeDue() is { } record)
        {
            _shown = display;
            CommandRuntime.WriteProgress(ProgressSource, record);
        }
    }

    /// <summary>Removes the progress from the screen, also after an error and Ctrl-C.</summary>
    private void CompleteProgress()
    {
        if (_shown is not { } display)
        {
            return;
        }

        _shown = null;
        var record = display.Complete();
        try
        {
            CommandRuntime.WriteProgress(ProgressSource, record);
        }
        catch (PipelineStoppedException)
        {
            // A stopped cmdlet cannot write to its streams. The error itself follows from the stop.
            if (GetVariableValue("ProgressPreference") is not ActionPreference.SilentlyContinue and not ActionPreference.Ignore)
            {
                Host?.UI?.WriteProgress(ProgressSource, record);
            }
        }
    }

    private void RunAndComplete(Action action)
    {
        try
        {
            action();
        }
        finally
        {
            CompleteProgress();
        }
    }
}

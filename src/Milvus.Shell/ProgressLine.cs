using System.Management.Automation;

namespace Milvus.Shell;

/// <summary>
/// Shows progress on one line of the terminal, which is overwritten and finally cleared. Without a terminal, nothing is shown.
/// </summary>
internal sealed class ProgressLine
{
    private readonly bool _isTerminal = !Console.IsErrorRedirected && !Console.IsOutputRedirected;
    private int _shown;

    internal void Show(ProgressRecord record)
    {
        if (!_isTerminal)
        {
            return;
        }

        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        var percent = record.PercentComplete >= 0 ? $" {record.PercentComplete} %" : string.Empty;
        var text = $"{record.Activity}: {record.StatusDescription}{percent}";
        var width = Math.Max(10, Console.WindowWidth - 1);
        text = text.Length > width ? text[..width] : text;
        Console.Error.Write("\r" + text.PadRight(_shown));
        _shown = text.Length;
    }

    internal void Clear()
    {
        if (_shown > 0)
        {
            Console.Error.Write("\r" + new string(' ', _shown) + "\r");
            _shown = 0;
        }
    }
}

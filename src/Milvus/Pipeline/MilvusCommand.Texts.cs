using Milvus.Core.Errors;

namespace Milvus.Pipeline;

// Names and messages can come from a server. The host would execute the control characters in a text of these streams.
public abstract partial class MilvusCommand
{
    private protected new void WriteVerbose(string text) => base.WriteVerbose(TerminalText.ToLines(text));

    private protected new void WriteWarning(string text) => base.WriteWarning(TerminalText.ToLines(text));

    private protected new void WriteDebug(string text) => base.WriteDebug(TerminalText.ToLines(text));

    private protected new bool ShouldProcess(string target, string action) =>
        Ask(() => base.ShouldProcess(TerminalText.ToLine(target), TerminalText.ToLine(action)));

    private protected new bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll) =>
        base.ShouldContinue(TerminalText.ToLines(query), caption, ref yesToAll, ref noToAll);
}

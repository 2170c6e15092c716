using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace Milvus.Module.Tests.Hosting;

/// <summary>The output as a user would see it, and the answers of a user.</summary>
internal sealed class RecordingInterface(int width) : PSHostUserInterface
{
    private readonly StringBuilder _text = new();

    /// <summary>
    /// The answers to confirmations: the keys of choices, such as Y, A, N, L. A prompt without an answer fails, as without a user.
    /// </summary>
    internal Queue<char> Answers { get; } = new();

    internal List<string> Questions { get; } = [];

    internal List<ProgressRecord> Progress { get; } = [];

    internal string Text => _text.ToString().ReplaceLineEndings("\n");

    public override PSHostRawUserInterface RawUI { get; } = new FixedSize(width);

    internal void Clear() => _text.Clear();

    public override void Write(string value) => _text.Append(GetOutputString(value, supportsVirtualTerminal: false));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => _text.AppendLine(GetOutputString(value, supportsVirtualTerminal: false));

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (Progress)
        {
            Progress.Add(record);
        }
    }

    public override string ReadLine() => throw new HostException("Nobody answers here.");

    public override SecureString ReadLineAsSecureString() => throw new HostException("Nobody answers here.");

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new HostException($"Nobody answers here: {string.Join(", ", descriptions.Select(description => description.Name))}");

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Questions.Add($"{caption}\n{message}");
        if (!Answers.TryDequeue(out var answer))
        {
            throw new HostException("Nobody answers here.");
        }

        var chosen = choices.Select(choice => KeyOf(choice.Label)).ToList().IndexOf(answer);
        return chosen >= 0 ? chosen : throw new InvalidOperationException($"There is no choice {answer}.");
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new HostException("Nobody answers here.");

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options
    ) => throw new HostException("Nobody answers here.");

    private static char KeyOf(string label) => char.ToUpperInvariant(label[label.IndexOf('&', StringComparison.Ordinal) + 1]);

    private sealed class FixedSize(int width) : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }

        public override Size BufferSize { get; set; } = new(width, 1000);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => BufferSize;

        public override Size MaxWindowSize => BufferSize;

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(width, 50);

        public override string WindowTitle { get; set; } = string.Empty;

        public override void FlushInputBuffer()
        {
            // The host has no input.
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
            throw new NotSupportedException();

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();
    }
}

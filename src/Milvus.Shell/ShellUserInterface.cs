using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Milvus.Shell;

/// <summary>The console as PowerShell uses it: output on standard output, errors and all other streams on standard error.</summary>
internal sealed class ShellUserInterface : PSHostUserInterface, IHostUISupportsMultipleChoiceSelection
{
    private readonly ProgressLine _progress = new();

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUserInterface();

    public override bool SupportsVirtualTerminal { get; } =
        !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("NO_COLOR") is null or ""
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Whether output goes to standard error, for an error that ended a pipeline.</summary>
    internal bool IsAside { get; set; }

    private TextWriter Output => IsAside ? Console.Error : Console.Out;

    public override void Write(string value) => Output.Write(Plain(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Output.Write(Plain(value));

    public override void WriteLine(string value)
    {
        _progress.Clear();
        Output.WriteLine(Plain(value));
    }

    public override void WriteErrorLine(string value) => WriteAside(value);

    public override void WriteDebugLine(string message) => WriteAside("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => WriteAside("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => WriteAside("WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public override string ReadLine() => ReadAnswer("input");

    public override SecureString ReadLineAsSecureString() => SecretReader.Read();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteCaption(caption, message);
        var answers = new Dictionary<string, PSObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var description in descriptions)
        {
            Console.Out.Write($"{description.Name}: ");
            var isSecret = description.ParameterTypeFullName == typeof(SecureString).FullName;
            answers[description.Name] = PSObject.AsPSObject(isSecret ? SecretReader.Read() : ReadAnswer($"a value for {description.Name}"));
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteCaption(caption, message);
        var labels = choices.Select(choice => ChoiceLabel.Parse(choice.Label)).ToList();
        while (true)
        {
            Console.Out.Write(string.Join("  ", labels.Select(label => $"[{label.Key}] {label.Text}")));
            Console.Out.Write(defaultChoice >= 0 ? $" (default is \"{labels[defaultChoice].Key}\"): " : ": ");
            var answer = ReadAnswer("a confirmation").Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            var chosen = labels.FindIndex(label => label.Is(answer));
            if (chosen >= 0)
            {
                return chosen;
            }
        }
    }

    public Collection<int> PromptForChoice(
        string? caption,
        string? message,
        Collection<ChoiceDescription> choices,
        IEnumerable<int>? defaultChoices
    ) => [PromptForChoice(caption ?? string.Empty, message ?? string.Empty, choices, defaultChoices?.FirstOrDefault(-1) ?? -1)];

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        WriteCaption(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Console.Out.Write("User: ");
            userName = ReadAnswer("a user");
        }

        Console.Out.Write($"Password for user {userName}: ");
        return new PSCredential(userName, SecretReader.Read());
    }

    internal void EndProgress() => _progress.Clear();

    // A file or a pipe gets text without escape sequences.
    private string Plain(string text) => GetOutputString(text, SupportsVirtualTerminal);

    private static void WriteCaption(string caption, string message)
    {
        foreach (var line in new[] { caption, message }.Where(line => !string.IsNullOrEmpty(line)))
        {
            Console.Out.WriteLine(line);
        }
    }

    // A prompt without an answer must end the run, not block it.
    private static string ReadAnswer(string what) => Console.In.ReadLine() ?? throw new HostException(string.Create(
        CultureInfo.InvariantCulture,
        $"The command prompts for {what}, but the input has ended. Use -Confirm:$false, or specify the parameter."));

    private void WriteAside(string text)
    {
        _progress.Clear();
        Console.Error.WriteLine(Plain(text));
    }
}

using System.Xml.Linq;

namespace Milvus.Module.Tests.Help;

/// <summary>An example of the help.</summary>
internal sealed record HelpExample(string Cmdlet, string Line)
{
    private static readonly XNamespace _maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace _command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace _dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The reasons why examples cannot be run here; all others are run.</summary>
    private static readonly (string Words, string Reason)[] _elsewhere =
    [
        ("https://milvus.example.com", "a server that is not there"),
        ("-FromEnvironment", "environment variables that are not set; ConnectRequestTests sets them"),
        ("Complete-MilvusImport ", "the REST interface of a server; RestImportTests runs it"),
        ("Stop-MilvusImport ", "the REST interface of a server; RestImportTests runs it"),
        ("-Rest", "the REST interface of a server; RestImportTests runs it"),
        ("Start-ThreadJob", "a module of PowerShell that a hosted runspace lacks; RunspaceTests has threads"),
    ];

    internal static IReadOnlyList<HelpExample> All { get; } =
    [
        .. XDocument
            .Load(Repository.Combine("en-US", "Milvus.dll-Help.xml"))
            .Descendants(_command + "command")
            .SelectMany(
                command => command.Descendants(_command + "example"),
                (command, example) =>
                    new HelpExample(
                        command.Element(_command + "details")!.Element(_command + "name")!.Value,
                        example.Element(_dev + "code")!.Value)),
    ];

    internal static IEnumerable<string> Reasons => _elsewhere.Select(item => item.Words);

    internal bool Runs => !_elsewhere.Any(item => Line.Contains(item.Words, StringComparison.Ordinal));
}

using System.Xml.Linq;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Help;

/// <summary>An example of the help.</summary>
internal sealed record HelpExample(string Cmdlet, string Line)
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Why an example cannot be run here; all others are run.</summary>
    private static readonly (string Words, string Reason)[] Elsewhere =
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
        .. XDocument.Load(Repository.Combine("en-US", "Milvus.dll-Help.xml")).Descendants(Command + "command").SelectMany(
            command => command.Descendants(Command + "example"),
            (command, example) => new HelpExample(command.Element(Command + "details")!.Element(Command + "name")!.Value, example.Element(Dev + "code")!.Value)),
    ];

    internal static IEnumerable<string> Reasons => Elsewhere.Select(item => item.Words);

    internal bool Runs => !Elsewhere.Any(item => Line.Contains(item.Words, StringComparison.Ordinal));
}

using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Milvus.Module.Tests.Help;

/// <summary>
/// The generated help as text in a stable order: cmdlets and parameters by name, independent of the declaring class. A description that
/// several cmdlets share is written once, at the top.
/// </summary>
internal sealed class HelpText
{
    /// <summary>Parameters with one text in this many cmdlets are shared.</summary>
    private const int SharedFrom = 3;

    private static readonly XNamespace _maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace _command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace _dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Attributes of a parameter, and their usual values, which are omitted.</summary>
    private static readonly (string Attribute, string Value)[] _usual =
        [("position", "named"), ("pipelineInput", "False"), ("globbing", "false"), ("aliases", "none")];

    private readonly Dictionary<(string Name, string Text), string> _shared = [];
    private readonly StringBuilder _text = new();

    private HelpText(IReadOnlyList<XElement> cmdlets)
    {
        NameShared(cmdlets);
        foreach (var cmdlet in cmdlets)
        {
            Write(cmdlet);
        }
    }

    /// <summary>The help of the built module.</summary>
    internal static string OfModule()
    {
        var help = XDocument.Load(Repository.Combine("en-US", "Milvus.dll-Help.xml"));
        var cmdlets = help.Descendants(_command + "command").OrderBy(CmdletName, StringComparer.Ordinal).ToList();
        return new HelpText(cmdlets)._text.ToString();
    }

    private void NameShared(IReadOnlyList<XElement> cmdlets)
    {
        var groups = cmdlets.SelectMany(Parameters).GroupBy(parameter => (Name: Name(parameter), Text: Description(parameter)))
            .Where(group => group.Count() >= SharedFrom).OrderBy(group => group.Key.Name, StringComparer.Ordinal);
        Line("# Shared parameters");
        // Several texts of one name are numbered in the order of their first use, which changes of texts do not affect.
        foreach (var named in groups.GroupBy(group => group.Key.Name, StringComparer.Ordinal))
        {
            foreach (var (index, group) in named.Index())
            {
                var label = named.Count() == 1 ? named.Key : string.Create(CultureInfo.InvariantCulture, $"{named.Key}({index + 1})");
                _shared.Add(group.Key, label);
                Line($"-{label}: {group.Key.Text}");
            }
        }
    }

    private void Write(XElement cmdlet)
    {
        Line("");
        Line($"# {CmdletName(cmdlet)}");
        Line(Text(cmdlet.Element(_command + "details")!.Element(_maml + "description")));
        Line($"description: {Description(cmdlet)}");
        foreach (var syntax in cmdlet.Descendants(_command + "syntaxItem").Select(Syntax).Order(StringComparer.Ordinal))
        {
            Line($"syntax:{syntax}");
        }

        foreach (var parameter in Parameters(cmdlet).OrderBy(Name, StringComparer.Ordinal))
        {
            var text = Description(parameter);
            var words = _shared.TryGetValue((Name(parameter), text), out var label) ? $"as {label} above" : text;
            Line($"-{Name(parameter)} ({Facts(parameter)}): {words}");
        }

        Line($"inputs: {Types(cmdlet, "inputType")}");
        Line($"outputs: {Types(cmdlet, "returnValue")}");
        foreach (var note in cmdlet.Elements(_maml + "alertSet"))
        {
            Line($"{Text(note.Element(_maml + "title"))}: {Text(note.Element(_maml + "alert"))}");
        }

        foreach (var example in cmdlet.Descendants(_command + "example"))
        {
            Line($"example: {example.Element(_dev + "code")!.Value.ReplaceLineEndings("\n    ")}");
            Line($"    # {Text(example.Element(_dev + "remarks"))}");
        }

        Line($"links: {string.Join(", ", cmdlet.Descendants(_maml + "linkText").Select(link => link.Value))}");
    }

    private static string Syntax(XElement set)
    {
        var parameters = set.Elements(_command + "parameter")
            .OrderBy(Position, StringComparer.Ordinal)
            .ThenBy(Name, StringComparer.Ordinal);
        return string.Concat(
            parameters.Select(parameter =>
            {
                var name = Position(parameter) == "named" ? $"-{Name(parameter)}" : $"[-{Name(parameter)}]";
                var value = parameter.Element(_command + "parameterValue") is { } type ? $"{name} <{type.Value}>" : name;
                return parameter.Attribute("required")!.Value == "true" ? $" {value}" : $" [{value}]";
            }));
    }

    private static string Facts(XElement parameter)
    {
        var facts = new List<string> { parameter.Element(_command + "parameterValue")?.Value ?? "switch" };
        if (parameter.Attribute("required")!.Value == "true")
        {
            facts.Add("required");
        }

        foreach (var (name, nothing) in _usual)
        {
            var value = parameter.Attribute(name)!.Value;
            if (value != nothing)
            {
                facts.Add($"{name} {value}");
            }
        }

        return string.Join(", ", facts);
    }

    private static IEnumerable<XElement> Parameters(XElement cmdlet) => cmdlet.Element(_command + "parameters")!.Elements();

    private static string Types(XElement cmdlet, string kind) =>
        string.Join("; ", cmdlet.Descendants(_command + kind).Select(Text));

    private static string CmdletName(XElement cmdlet) => cmdlet.Element(_command + "details")!.Element(_command + "name")!.Value;

    private static string Name(XElement parameter) => parameter.Element(_maml + "name")!.Value;

    private static string Position(XElement parameter) => parameter.Attribute("position")!.Value;

    private static string Description(XElement element) => Text(element.Element(_maml + "description"));

    /// <summary>The text of an element on one line, paragraph by paragraph.</summary>
    private static string Text(XElement? element)
    {
        var texts = element?.DescendantNodes().OfType<XText>() ?? [];
        return string.Join(" | ", texts.Select(text => InOneLine(text.Value)).Where(text => text.Length > 0));
    }

    private static string InOneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Line(string text) => _text.Append(text).Append('\n');
}

using System.Xml.Linq;

namespace Milvus.Help;

/// <summary>Writes help in the form that Get-Help reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    internal static void Write(string path, IReadOnlyList<CommandHelp> commands, PrivilegeTable privileges) => new XDocument(new XElement(
        Msh + "helpItems",
        new XAttribute("schema", "maml"),
        commands.Select(command => Item(command, Related(command, commands), privileges)))).Save(path);

    // What else can be done with the same thing.
    private static IEnumerable<string> Related(CommandHelp command, IReadOnlyList<CommandHelp> commands) =>
        commands.Where(other => other.Noun == command.Noun && other != command).Select(other => other.Name).Append("about_Milvus").Concat(command.AsksServer ? ["about_Milvus_Privileges"] : []);

    private static XElement Item(CommandHelp command, IEnumerable<string> related, PrivilegeTable privileges) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", command.Name),
            new XElement(Command + "verb", command.Verb),
            new XElement(Command + "noun", command.Noun),
            new XElement(Maml + "description", Para(command.Synopsis))),
        new XElement(Maml + "description", Para(command.Remarks.Length > 0 ? command.Remarks : command.Synopsis)),
        new XElement(Command + "syntax", command.Sets.Select(set => Syntax(command, set))),
        new XElement(Command + "parameters", command.Parameters.Select(parameter => Parameter(parameter, parameter.Uses.Values.First(), detailed: true))),
        new XElement(Command + "inputTypes", Inputs(command).Select(name => new XElement(Command + "inputType", TypeName(name)))),
        new XElement(Command + "returnValues", command.Outputs.DefaultIfEmpty("None").Select(name => new XElement(Command + "returnValue", TypeName(name)))),
        command.AsksServer ? new XElement(Maml + "alertSet", new XElement(Maml + "title", "Privileges"), new XElement(Maml + "alert", Para(privileges.Describe(command.Name)))) : null,
        new XElement(Command + "examples", command.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", related.Select(name => new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", name), new XElement(Maml + "uri")))));

    private static XElement Syntax(CommandHelp command, string set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", command.Name),
        command.Parameters
            .Select(parameter => (Parameter: parameter, Use: parameter.In(set)))
            .Where(item => item.Use is not null)
            .OrderBy(item => item.Use!.Position ?? int.MaxValue)
            .ThenByDescending(item => item.Use!.Mandatory)
            .Select(item => Parameter(item.Parameter, item.Use!, detailed: false)));

    private static XElement Parameter(ParameterHelp parameter, ParameterUse use, bool detailed)
    {
        var element = new XElement(
            Command + "parameter",
            new XAttribute("required", use.Mandatory ? "true" : "false"),
            new XAttribute("globbing", parameter.Wildcards ? "true" : "false"),
            new XAttribute("pipelineInput", use.PipelineText),
            new XAttribute("position", use.PositionText),
            new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", Para(parameter.Text)));
        if (!parameter.IsSwitch)
        {
            element.Add(new XElement(
                Command + "parameterValue",
                new XAttribute("required", "true"),
                new XAttribute("variableLength", parameter.Type.IsArray ? "true" : "false"),
                parameter.Type.Name));
        }
        else if (detailed)
        {
            element.Add(new XElement(Dev + "type", new XElement(Maml + "name", "SwitchParameter")));
        }

        return element;
    }

    private static XElement Example(ExampleHelp example, int number) => new(
        Command + "example",
        new XElement(Maml + "title", $"-------------------------- Example {number + 1} --------------------------"),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Para(example.Text)));

    private static IEnumerable<string> Inputs(CommandHelp command) => command.Parameters
        .Where(parameter => parameter.Uses.Values.Any(use => use.ByValue))
        .Select(parameter => parameter.Type.Name)
        .DefaultIfEmpty("None");

    private static XElement TypeName(string name) => new(Dev + "type", new XElement(Maml + "name", name));

    private static XElement Para(string text) => new(Maml + "para", text);
}

using System.Xml.Linq;

namespace Milvus.Help;

/// <summary>Writes help in the format that Get-Help reads (MAML).</summary>
internal static class MamlWriter
{
    private static readonly XNamespace _msh = "http://msh";
    private static readonly XNamespace _maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace _command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace _dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    internal static void Write(string path, IReadOnlyList<CommandHelp> commands, PrivilegeTable privileges) => new XDocument(new XElement(
        _msh + "helpItems",
        new XAttribute("schema", "maml"),
        commands.Select(command => Item(command, Related(command, commands), privileges)))).Save(path);

    private static IEnumerable<string> Related(CommandHelp command, IReadOnlyList<CommandHelp> commands) =>
        command.FindRelated(commands)
            .Select(other => other.Name)
            .Append("about_Milvus")
            .Concat(command.Topics)
            .Concat(command.AsksServer ? ["about_Milvus_Privileges"] : [])
            .Distinct();

    /// <summary>The remarks, and what the declaration of the cmdlet says of its use.</summary>
    private static IEnumerable<string> Description(CommandHelp command) =>
        [command.Remarks.Length > 0 ? command.Remarks : command.Synopsis, command.Usage];

    // PowerShell writes the paragraphs without a blank line between them.
    private static IEnumerable<XElement> Paras(string text) =>
        text.Split(DocComments.Paragraph).Where(paragraph => paragraph.Length > 0).Select(paragraph => Para(paragraph + "\n"));

    private static XElement Item(CommandHelp command, IEnumerable<string> related, PrivilegeTable privileges) =>
        new(
            _command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", _maml),
            new XAttribute(XNamespace.Xmlns + "command", _command),
            new XAttribute(XNamespace.Xmlns + "dev", _dev),
            new XElement(
                _command + "details",
                new XElement(_command + "name", command.Name),
                new XElement(_command + "verb", command.Verb),
                new XElement(_command + "noun", command.Noun),
                new XElement(_maml + "description", Para(command.Synopsis))),
            new XElement(_maml + "description", Description(command).SelectMany(Paras)),
            new XElement(_command + "syntax", command.Sets.Select(set => Syntax(command, set))),
            new XElement(
                _command + "parameters",
                command.Parameters.Select(parameter => Parameter(parameter, parameter.Uses.Values.First(), detailed: true))),
            new XElement(_command + "inputTypes", command.Inputs.Select(name => new XElement(_command + "inputType", TypeName(name)))),
            new XElement(
                _command + "returnValues",
                command.Outputs.DefaultIfEmpty("None").Select(name => new XElement(_command + "returnValue", TypeName(name)))),
            command.AsksServer
                ? new XElement(
                    _maml + "alertSet",
                    new XElement(_maml + "title", "Privileges"),
                    new XElement(_maml + "alert", Para(privileges.Describe(command.Name))))
                : null,
            new XElement(_command + "examples", command.Examples.Select(Example)),
            new XElement(
                _command + "relatedLinks",
                Link("Online Version:", command.Page),
                related.Select(name => Link(name, string.Empty))));

    // Get-Help -Online opens the first link with an address.
    private static XElement Link(string text, string address) => new(
        _maml + "navigationLink",
        new XElement(_maml + "linkText", text),
        new XElement(_maml + "uri", address));

    private static XElement Syntax(CommandHelp command, string set) => new(
        _command + "syntaxItem",
        new XElement(_maml + "name", command.Name),
        command.InOrder(set).Select(item => Parameter(item.Parameter, item.Use, detailed: false)));

    private static XElement Parameter(ParameterHelp parameter, ParameterUse use, bool detailed)
    {
        var element = new XElement(
            _command + "parameter",
            new XAttribute("required", use.Mandatory ? "true" : "false"),
            new XAttribute("globbing", parameter.Wildcards ? "true" : "false"),
            new XAttribute("pipelineInput", use.PipelineText),
            new XAttribute("position", use.PositionText),
            new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
            new XElement(_maml + "name", parameter.Name),
            new XElement(_maml + "description", Para(parameter.Text)));
        if (!parameter.IsSwitch)
        {
            element.Add(new XElement(
                _command + "parameterValue",
                new XAttribute("required", "true"),
                new XAttribute("variableLength", parameter.Type.IsArray ? "true" : "false"),
                parameter.Type.Name));
        }
        else if (detailed)
        {
            element.Add(new XElement(_dev + "type", new XElement(_maml + "name", "SwitchParameter")));
        }

        if (detailed && parameter.Default is { } value)
        {
            element.Add(new XElement(_dev + "defaultValue", value));
        }

        return element;
    }

    private static XElement Example(ExampleHelp example, int number) => new(
        _command + "example",
        new XElement(_maml + "title", $"-------------------------- Example {number + 1} --------------------------"),
        new XElement(_dev + "code", example.Code),
        new XElement(_dev + "remarks", Para(example.Text)));

    private static XElement TypeName(string name) => new(_dev + "type", new XElement(_maml + "name", name));

    private static XElement Para(string text) => new(_maml + "para", text);
}

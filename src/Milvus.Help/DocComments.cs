using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Milvus.Help;

/// <summary>The doc comments from the XML file of the compiler, by member.</summary>
internal sealed partial class DocComments
{
    /// <summary>Separates the paragraphs of a text.</summary>
    internal const string Paragraph = "\n\n";

    private const string Continuation = "    ";
    private const char ParagraphMark = '\uE000';

    private readonly Dictionary<string, XElement> _members;

    private DocComments(Dictionary<string, XElement> members) => _members = members;

    internal static DocComments Load(string path) =>
        new(XDocument.Load(path).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value));

    internal string Summary(Type type) => Text(Find("T:" + type.FullName)?.Element("summary"));

    internal string Remarks(Type type) => Text(Find("T:" + type.FullName)?.Element("remarks"));

    /// <summary>
    /// The text of a parameter: for an inherited one, the element "parameter" of the cmdlet's own doc comment if it has one, otherwise the
    /// summary of the property.
    /// </summary>
    internal string Parameter(Type cmdlet, PropertyInfo property)
    {
        var own = Own(cmdlet).FirstOrDefault(element => element.Attribute("name")?.Value == property.Name);
        return own is null ? Summary(property) : Text(own);
    }

    /// <summary>
    /// The useless elements "parameter" of a cmdlet: for a parameter that it does not inherit, or with the same text as the inherited one.
    /// </summary>
    internal IEnumerable<string> FindIdle(Type cmdlet)
    {
        foreach (var element in Own(cmdlet))
        {
            var name = element.Attribute("name")?.Value ?? string.Empty;
            if (cmdlet.GetProperty(name) is not { } property || property.DeclaringType == cmdlet)
            {
                yield return $"{cmdlet.Name} describes -{name}, which it does not inherit.";
            }
            else if (Summary(property) == Text(element))
            {
                yield return $"{cmdlet.Name} repeats the text of its base class for -{name}.";
            }
        }
    }

    /// <summary>The texts that several files of a cmdlet have: the help would show the one of the file that is compiled first.</summary>
    internal IEnumerable<string> FindRepeated(Type cmdlet) => ((string[])["summary", "remarks"])
        .Where(name => Find("T:" + cmdlet.FullName)?.Elements(name).Count() > 1)
        .Select(name => $"{cmdlet.Name} has more than one {name}: only one of its files may have it.");

    internal IReadOnlyList<ExampleHelp> Examples(Type type) =>
        [
            .. Find("T:" + type.FullName)
                ?.Elements("example")
                .Select(example => new ExampleHelp(
                    Unindent(example.Element("code")?.Value ?? string.Empty),
                    Fold(
                        string.Concat(
                            example
                                .Nodes()
                                .Where(node => node is not XElement { Name.LocalName: "code" })
                                .Select(node => node is XElement element ? Text(element) : node.ToString())))))
                ?? [],
        ];

    private string Summary(PropertyInfo property)
    {
        var declared = property.DeclaringType!;
        var member = Find($"P:{Definition(declared).FullName}.{property.Name}");
        // A cmdlet of another family has the text of the property to which its doc comment refers.
        var shared = member?.Element("inheritdoc")?.Attribute("cref")?.Value;
        var summary = (shared is null ? member : Find(shared))?.Element("summary");
        return Text(declared.IsGenericType && summary is not null ? TypeWords.Fill(summary, declared) : summary);
    }

    private IEnumerable<XElement> Own(Type cmdlet) => Find("T:" + cmdlet.FullName)?.Elements("parameter") ?? [];

    // Members of a generic base class are documented at its definition, without type arguments.
    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private XElement? Find(string id) => _members.GetValueOrDefault(id);

    private static string Text(XElement? element)
    {
        if (element is null)
        {
            return string.Empty;
        }

        var words = element
            .Nodes()
            .Select(node =>
                node switch
                {
                    XElement { Name.LocalName: "see" or "paramref" } link => (
                        link.Attribute("cref") ?? link.Attribute("name")
                    )?.Value.Split('.', ':')[^1]
                        ?? string.Empty,
                    XElement { Name.LocalName: "para" } paragraph => ParagraphMark + Text(paragraph) + ParagraphMark,
                    XElement inner => Text(inner),
                    XText text => text.Value,
                    _ => string.Empty,
                });
        return string.Join(
            Paragraph,
            string.Concat(words).Split(ParagraphMark).Select(Fold).Where(paragraph => paragraph.Length > 0));
    }

    /// <summary>
    /// The lines of an example without the indent of the compiler's file. A line that continues the command before it is indented by four
    /// places, and a new command is not.
    /// </summary>
    private static string Unindent(string code)
    {
        var lines = code.Trim().Split('\n').Select(line => line.TrimEnd()).ToList();
        var rest = lines.Skip(1).Where(line => line.Length > 0).ToList();
        var indent = rest.Count == 0 ? 0 : rest.Min(line => line.Length - line.TrimStart().Length);
        return string.Join(
            '\n',
            lines.Select((line, number) => number == 0 || line.Length == 0 ? line
                : IsOpen(string.Join('\n', lines.Take(number))) ? Continuation + line[indent..]
                : line[indent..]));
    }

    // A command goes on after an open bracket, and after a sign that needs a right side.
    private static bool IsOpen(string code)
    {
        var (depth, quote) = (0, '\0');
        foreach (var sign in code)
        {
            if (quote != '\0')
            {
                quote = sign == quote ? '\0' : quote;
            }
            else if (sign is '\'' or '"')
            {
                quote = sign;
            }
            else
            {
                depth += sign is '(' or '{' or '[' ? 1 : sign is ')' or '}' or ']' ? -1 : 0;
            }
        }

        return depth > 0 || quote != '\0' || code[^1] is '|' or ',' or '`' or '=' or '+';
    }

    private static string Fold(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

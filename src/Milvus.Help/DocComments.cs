using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Milvus.Help;

/// <summary>The doc comments that the compiler wrote, by member.</summary>
internal sealed partial class DocComments
{
    private readonly Dictionary<string, XElement> _members;

    private DocComments(Dictionary<string, XElement> members) => _members = members;

    internal static DocComments Load(string path) =>
        new(XDocument.Load(path).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value));

    internal string Summary(Type type) => Text(Find("T:" + type.FullName)?.Element("summary"));

    internal string Remarks(Type type) => Text(Find("T:" + type.FullName)?.Element("remarks"));

    internal string Summary(PropertyInfo property) =>
        Text(Find($"P:{Declared(property.DeclaringType!).FullName}.{property.Name}")?.Element("summary"));

    internal IReadOnlyList<ExampleHelp> Examples(Type type) =>
        [
            .. Find("T:" + type.FullName)
                ?.Elements("example")
                .Select(example => new ExampleHelp(
                    example.Element("code")?.Value.Trim() ?? string.Empty,
                    Fold(
                        string.Concat(
                            example
                                .Nodes()
                                .Where(node => node is not XElement { Name.LocalName: "code" })
                                .Select(node => node is XElement element ? Text(element) : node.ToString())))))
                ?? [],
        ];

    // What a generic base declares is documented there, without its arguments.
    private static Type Declared(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

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
                    XElement inner => Text(inner),
                    XText text => text.Value,
                    _ => string.Empty,
                });
        return Fold(string.Concat(words));
    }

    private static string Fold(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

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

    /// <summary>
    /// What a parameter is for: what the cmdlet itself says of one that it inherits, in an element "parameter" of its own doc comment, or
    /// else what stands at the property.
    /// </summary>
    internal string Parameter(Type cmdlet, PropertyInfo property)
    {
        var own = Own(cmdlet).FirstOrDefault(element => element.Attribute("name")?.Value == property.Name);
        return own is null ? Summary(property) : Text(own);
    }

    /// <summary>
    /// The texts of a cmdlet for inherited parameters that help nobody: of a parameter that it does not inherit, or no other text than
    /// the inherited one.
    /// </summary>
    internal IEnumerable<string> Idle(Type cmdlet)
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
                yield return $"{cmdlet.Name} says of -{name} what its base class says.";
            }
        }
    }

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

    private string Summary(PropertyInfo property)
    {
        var declared = property.DeclaringType!;
        var summary = Find($"P:{Definition(declared).FullName}.{property.Name}")?.Element("summary");
        return Text(declared.IsGenericType && summary is not null ? TypeWords.Fill(summary, declared) : summary);
    }

    private IEnumerable<XElement> Own(Type cmdlet) => Find("T:" + cmdlet.FullName)?.Elements("parameter") ?? [];

    // What a generic base declares is documented there, without its arguments.
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

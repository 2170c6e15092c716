using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Milvus.Help;

/// <summary>
/// Puts words for type arguments into the doc comment of a generic base class: of a cmdlet about partitions, "partition".
/// </summary>
internal static partial class TypeWords
{
    /// <summary>
    /// The comment with words in the place of typeparamref (the thing) and plural (several of them).
    /// </summary>
    /// <param name="comment">The comment.</param>
    /// <param name="type">The class that it belongs to, with its arguments.</param>
    internal static XElement Fill(XElement comment, Type type)
    {
        var filled = new XElement(comment);
        var names = Array.ConvertAll(type.GetGenericTypeDefinition().GetGenericArguments(), parameter => parameter.Name);
        foreach (var element in filled.Descendants().Where(element => element.Name.LocalName is "typeparamref" or "plural").ToList())
        {
            var argument = type.GenericTypeArguments[Array.IndexOf(names, element.Attribute("name")!.Value)];
            var words = Capital().Replace(argument.Name, " $0").TrimStart().ToLowerInvariant();
            element.ReplaceWith(new XText(element.Name.LocalName == "plural" ? Plural(words) : words));
        }

        return filled;
    }

    private static string Plural(string words) => words switch
    {
        [.. var stem, 'y'] => stem + "ies",
        [.., 's' or 'x'] => words + "es",
        _ => words + "s",
    };

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}

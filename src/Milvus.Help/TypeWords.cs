using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Milvus.Help;

/// <summary>
/// Replaces type arguments in the doc comment of a generic base class by words: for a cmdlet of partitions, "partition".
/// </summary>
internal static partial class TypeWords
{
    /// <summary>
    /// The comment with words instead of the elements typeparamref (singular) and plural.
    /// </summary>
    /// <param name="comment">The comment.</param>
    /// <param name="type">Its class, with type arguments.</param>
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

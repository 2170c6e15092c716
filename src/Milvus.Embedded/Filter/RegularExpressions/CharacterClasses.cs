using System.Collections.Concurrent;
using System.Globalization;

namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>Named character classes: \d, [:alpha:], \p{Lu}, \p{Han}. The first two are limited to ASCII, as in RE2.</summary>
internal static class CharacterClasses
{
    /// <summary>The names of the Unicode general categories, in the order of <see cref="UnicodeCategory"/>.</summary>
    private static readonly string[] _categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly ConcurrentDictionary<string, CodePoints?> _properties = new(StringComparer.Ordinal);

    /// <summary>The class of \d, \s or \w, or its negation; null for another letter.</summary>
    public static CodePoints? FindPerl(char letter) => letter switch
    {
        'd' => new CodePoints().Add('0', '9'),
        's' => new CodePoints().Add('\t', '\n').Add('\f', '\r').Add(' ', ' '),
        'w' => FindAscii("word"),
        'D' or 'S' or 'W' => FindPerl(char.ToLowerInvariant(letter))!.Invert(),
        _ => null,
    };

    /// <summary>The POSIX class of a name, or null.</summary>
    public static CodePoints? FindAscii(string name) => name switch
    {
        "alnum" => FindAscii("alpha")!.Add('0', '9'),
        "alpha" => new CodePoints().Add('A', 'Z').Add('a', 'z'),
        "ascii" => new CodePoints().Add(0, 0x7F),
        "blank" => new CodePoints().Add('\t', '\t').Add(' ', ' '),
        "cntrl" => new CodePoints().Add(0, 0x1F).Add(0x7F, 0x7F),
        "digit" => new CodePoints().Add('0', '9'),
        "graph" => new CodePoints().Add('!', '~'),
        "lower" => new CodePoints().Add('a', 'z'),
        "print" => new CodePoints().Add(' ', '~'),
        "punct" => new CodePoints().Add('!', '/').Add(':', '@').Add('[', '`').Add('{', '~'),
        "space" => new CodePoints().Add('\t', '\r').Add(' ', ' '),
        "upper" => new CodePoints().Add('A', 'Z'),
        "word" => FindAscii("alnum")!.Add('_', '_'),
        "xdigit" => new CodePoints().Add('0', '9').Add('A', 'F').Add('a', 'f'),
        _ => null,
    };

    /// <summary>The characters of a general category or a script. Null if the name is neither, or the script is unsupported.</summary>
    public static CodePoints? Property(string name) => _properties.GetOrAdd(name, FindProperty);

    private static CodePoints? FindProperty(string name)
    {
        if (name == "Any")
        {
            return CodePoints.All;
        }

        var isCategory = name.Length is 1 or 2 && _categories.Any(category => category.StartsWith(name, StringComparison.Ordinal));
        return isCategory
            ? CodePoints.OfCategory(category => IsOf(category, name))
            : Scripts.Find(name);
    }

    private static bool IsOf(UnicodeCategory category, string name) =>
        _categories[(int)category].StartsWith(name, StringComparison.Ordinal);
}

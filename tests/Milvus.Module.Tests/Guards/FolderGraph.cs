using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>Which folders of a project use which, read from its code.</summary>
internal static partial class FolderGraph
{
    /// <summary>The folder of a file; the project's own is a dot.</summary>
    internal static string FolderOf(string path) =>
        Path.GetDirectoryName(path)!.Replace('\\', '/') is { Length: > 0 } folder ? folder : ".";

    /// <summary>The namespace that a file declares; empty for one without.</summary>
    internal static string NamespaceOf(string code) => Namespace().Match(code).Groups["name"].Value;

    /// <summary>The code without texts and comments.</summary>
    internal static string CodeOf(string text) => NoCode().Replace(text, " ");

    /// <summary>
    /// Each use of one folder by a file of another: a type that the code names, or a namespace that it imports (whose extension methods
    /// it calls without naming a type).
    /// </summary>
    internal static IEnumerable<(string From, string To, string What)> Arrows(IReadOnlyDictionary<string, string> files)
    {
        var code = files.ToDictionary(file => file.Key, file => CodeOf(file.Value));
        var types = (
            from file in code
            from Match declaration in Declaration().Matches(file.Value)
            select (Name: declaration.Groups["name"].Value, Namespace: NamespaceOf(file.Value), Folder: FolderOf(file.Key)))
            .ToLookup(type => type.Name);
        // A namespace of several folders, such as that of the public types, says nothing of the folder.
        var homes = (
            from file in code
            group FolderOf(file.Key) by NamespaceOf(file.Value) into folders
            where folders.Distinct().Count() == 1
            select folders).ToDictionary(folders => folders.Key, folders => folders.First());
        var named =
            from file in code
            let seen = Seen(file.Value)
            from Match word in Word().Matches(file.Value)
            let names = word.Value.Split('.')
            from at in Enumerable.Range(0, names.Length)
            from type in types[names[at]]
            where seen.Contains(type.Namespace) || (at > 0 && IsEnd(string.Join('.', names[..at]), type.Namespace))
            select (file.Key, type.Folder, names[at]);
        var imported =
            from file in code
            from Match import in Using().Matches(file.Value)
            let space = import.Groups["name"].Value
            where homes.ContainsKey(space)
            select (file.Key, homes[space], space);
        return named.Concat(imported).Where(arrow => arrow.Item2 != FolderOf(arrow.Key)).Distinct();
    }

    /// <summary>The namespaces whose types a file can name: those of its usings, its own, and the outer ones of that.</summary>
    private static HashSet<string> Seen(string code)
    {
        var seen = Using().Matches(code).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        for (var space = NamespaceOf(code); space.Length > 0; space = space[..Math.Max(0, space.LastIndexOf('.'))])
        {
            seen.Add(space);
        }

        return seen;
    }

    /// <summary>Whether a qualifier is the end of a namespace: Filter.Plan of Milvus.Embedded.Filter.Plan.</summary>
    private static bool IsEnd(string qualifier, string space) => $".{space}".EndsWith($".{qualifier}", StringComparison.Ordinal);

    [GeneratedRegex("""
        "{3}[\s\S]*?"{3}|//[^\n]*|/\*[\s\S]*?\*/|@"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NoCode();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|abstract|static|partial|readonly|ref|unsafe) )*"
            + @"(?:class|struct|interface|enum|record struct|record class|record|delegate [\w<>\[\]?]+) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:global )?using (?:static )?(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b[A-Z]\w*(?:\.[A-Z]\w*)*\b")]
    private static partial Regex Word();
}

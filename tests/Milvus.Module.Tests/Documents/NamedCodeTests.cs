using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Documents;

/// <summary>The files, folders, types and members that the pages for contributors name exist.</summary>
public sealed partial class NamedCodeTests
{
    private static readonly string[] _pages =
    [
        "CONTRIBUTING.md",
        Path.Combine("docs", "design.md"),
        Path.Combine("docs", "locks.md"),
        Path.Combine("docs", "file-format.md"),
    ];

    /// <summary>Folders that a build creates. Paths in them are not checked.</summary>
    private static readonly string[] _built = ["artifacts", "bin", "en-US", "out"];

    /// <summary>The paths of the repository, and their endings, because pages omit the first folders.</summary>
    private static readonly HashSet<string> _paths = [.. SourcePaths().SelectMany(Endings)];

    /// <summary>Each word of the C# of the repository outside of comments.</summary>
    private static readonly HashSet<string> _words =
    [
        .. SourcePaths()
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => Comment().Replace(File.ReadAllText(Repository.Combine(path)), string.Empty))
            .SelectMany(text => Word().Matches(text).Select(match => match.Value)),
    ];

    [Fact]
    public void NamedCode_paths_of_the_pages_exist()
    {
        var paths = _pages.Select(DocumentPage.Read).SelectMany(PathsOf).ToArray();

        Assert.NotEmpty(paths);
        Assert.DoesNotContain(paths, path => !_paths.Contains(path.Path.TrimEnd('/')));
    }

    [Fact]
    public void NamedCode_types_and_members_of_the_pages_exist()
    {
        var names = _pages.Select(DocumentPage.Read)
            .SelectMany(page => page.InlineCode.Select(code => (page.Name, code.Line, code.Text)))
            .Where(code => TypeOrMember().IsMatch(code.Text))
            .ToArray();

        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, code => !_paths.Contains(code.Text) && !HasOnlyKnownWords(code.Text));
    }

    [Theory]
    [InlineData("src/Milvus.Core/Types/IndexTypes.cs", true)]
    [InlineData("Pipeline/ConnectedCommand", true)]
    [InlineData("src/Milvus.Core/Types/IndexTypes.vb", false)]
    [InlineData("Pipeline/Connected", false)]
    [InlineData("bin", false)]
    public void NamedCode_path_is_found_by_its_ending(string path, bool exists) => Assert.Equal(exists, _paths.Contains(path));

    private static IEnumerable<(string Place, string Path)> PathsOf(DocumentPage page) =>
    [
        .. page.InlineCode.Where(code => IsPath(code.Text)).Select(code => ($"{page.Name}:{code.Line}", code.Text)),
        .. page.Blocks.SelectMany(block => PathInCommand().Matches(block.Text).Select(match => (block.ToString(), match.Value))),
    ];

    private static bool IsPath(string text) => PathOnly().IsMatch(text) && !_built.Contains(text.Split('/')[0]);

    private static bool HasOnlyKnownWords(string text) => Word().Matches(text).All(word => _words.Contains(word.Value));

    /// <summary>Every file and folder of the repository that is not built.</summary>
    private static IEnumerable<string> SourcePaths()
    {
        var all = Directory.EnumerateFileSystemEntries(Repository.Root).SelectMany(entry =>
            _built.Append(".git").Contains(Path.GetFileName(entry)) ? []
            : File.Exists(entry) ? [entry]
            : Directory.EnumerateFileSystemEntries(entry, "*", SearchOption.AllDirectories).Prepend(entry));
        return all.Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(["bin", "obj"]).Any());
    }

    private static IEnumerable<string> Endings(string path)
    {
        var parts = path.Split('/');
        var endings = Enumerable.Range(0, parts.Length).Select(first => string.Join('/', parts[first..])).ToArray();
        return endings.Concat(endings.Where(ending => ending.EndsWith(".cs", StringComparison.Ordinal)).Select(ending => ending[..^3]));
    }

    [GeneratedRegex(@"^[\w.-]+(?:/[\w.-]+)+/?$")]
    private static partial Regex PathOnly();

    [GeneratedRegex(@"(?<![\w./-])(?:src|tests|docs|protos|benchmarks)/[\w./-]*\w")]
    private static partial Regex PathInCommand();

    [GeneratedRegex(@"^(?=.*[a-z])[A-Z]\w+(?:<\w+>)?(?:\.\w+(?:<\w+>)?)*$")]
    private static partial Regex TypeOrMember();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}

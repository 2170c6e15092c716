using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Storage;

/// <summary>The path of a file without links, neither of the file nor of its folders, so that one file has one path.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MaxLinks = 40;

    /// <summary>Resolves a full path. The file need not exist.</summary>
    /// <exception cref="EmbeddedDatabaseException">The links lead in a circle.</exception>
    public static string Resolve(string path)
    {
        var links = 0;
        var root = Path.GetPathRoot(path)!;
        var real = root;
        var rest = new Stack<string>(path[root.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries).AsEnumerable().Reverse());
        while (rest.TryPop(out var name))
        {
            var next = Path.Combine(real, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new EmbeddedDatabaseException(
                    EmbeddedDatabaseException.FileNotFound,
                    $"'{path}' cannot be opened: its links lead in a circle. Remove the link '{next}'.");
            }

            // The target is relative to the folder of the link, and may have links itself.
            var full = Path.GetFullPath(target, real);
            real = Path.GetPathRoot(full)!;
            foreach (var part in full[real.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries).AsEnumerable().Reverse())
            {
                rest.Push(part);
            }
        }

        return real;
    }

    private static char[] Separators => [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
}

using System.Management.Automation;

namespace Milvus.Files;

/// <summary>
/// Resolves the paths of parameters to files of this machine. Input paths work as in Get-Content, output paths as in Export-Csv. A guard
/// test prevents other code from resolving paths.
/// </summary>
internal static class LocalPaths
{
    private const string FileSystem = "FileSystem";

    // Linux and macOS keep devices and views of the kernel there.
    private static readonly string[] _deviceFolders = ["/dev/", "/proc/", "/sys/"];

    // A file system in memory, with regular files.
    private const string SharedMemory = "/dev/shm/";

    /// <summary>The files to read: all matches of paths with wildcards, or the literal paths.</summary>
    /// <exception cref="MilvusException">A path has no match, is a folder, or is not a file of the file system.</exception>
    internal static IReadOnlyList<string> ResolveToRead(PSCmdlet cmdlet, string path, bool literal)
    {
        var session = cmdlet.SessionState;
        return Guard(session, path, () =>
        {
            var files = literal ? [ResolveLiteral(session, path)] : Matches(session, path);
            if (files.Count == 0 || !files.Any(file => File.Exists(file) || Directory.Exists(file)))
            {
                throw NotFound(session, path, literal || !WildcardPattern.ContainsWildcardCharacters(path));
            }

            var readable = files.Where(File.Exists).ToList();
            return readable.Count > 0
                ? readable.ConvertAll(file => FileKinds.RefusePipe(session, file))
                : throw CreateError($"'{path}' is a folder; a file is needed.");
        });
    }

    /// <summary>The current location of the session, or of its file system provider.</summary>
    internal static string GetCurrentFolder(SessionState session) => session.Path.CurrentFileSystemLocation.ProviderPath;

    /// <summary>The same for exactly one file.</summary>
    internal static string ResolveToReadOne(PSCmdlet cmdlet, string path, bool literal)
    {
        var files = ResolveToRead(cmdlet, path, literal);
        return files.Count == 1 ? files[0] : throw CreateSeveralError(path, files.Count);
    }

    /// <summary>The file to write. Wildcards may match one existing file.</summary>
    /// <exception cref="MilvusException">
    /// Wildcards match no file or several, or the path is a device or not one of the file system.
    /// </exception>
    internal static string ResolveToWrite(PSCmdlet cmdlet, string path, bool literal)
    {
        var session = cmdlet.SessionState;
        return Guard(
            session,
            path,
            () =>
            {
                if (!literal && WildcardPattern.ContainsWildcardCharacters(path))
                {
                    var files = Matches(session, path);
                    return files.Count switch
                    {
                        0 => throw new MilvusException(
                            MilvusErrorId.InvalidArgument,
                            $"The wildcard path '{path}' does not match a file to write.")
                        {
                            RecommendedAction = "Use -LiteralPath for a name that contains [, ], * or ?.",
                        },
                        1 => CheckRegular(NotFolder(session, files[0])),
                        _ => throw CreateSeveralError(path, files.Count),
                    };
                }

                return CheckRegular(NotFolder(session, ResolveLiteral(session, literal ? path : WildcardPattern.Unescape(path))));
            });
    }

    /// <summary>
    /// The file of a parameter for exactly one file, new or existing, without -LiteralPath. Brackets are taken literally, also if they are
    /// escaped.
    /// </summary>
    /// <exception cref="MilvusException">The path contains * or ?, or is not a path of the file system.</exception>
    internal static string ResolveSingle(SessionState session, string path, string parameter) => Guard(session, path, () =>
    {
        var name = WildcardPattern.Unescape(path);
        return name == path && path.AsSpan().IndexOfAny('*', '?') >= 0
            ? throw CreateError($"{parameter} is for one file and does not accept wildcards: '{path}'.")
            : NotFolder(session, ResolveLiteral(session, name));
    });

    /// <summary>An existing folder. Wildcards may match one.</summary>
    /// <exception cref="MilvusException">The folder does not exist, or is not one of the file system.</exception>
    internal static string ResolveFolder(PSCmdlet cmdlet, string path)
    {
        var session = cmdlet.SessionState;
        return Guard(session, path, () =>
        {
            var literal = ResolveLiteral(session, WildcardPattern.Unescape(path));
            var folders = Directory.Exists(literal) || !WildcardPattern.ContainsWildcardCharacters(path)
                ? [literal]
                : Matches(session, path).Where(Directory.Exists).ToList();
            return folders switch
            {
                [var folder] when Directory.Exists(folder) => System.IO.Path.TrimEndingDirectorySeparator(folder),
                { Count: > 1 } => throw CreateError($"'{path}' matches {folders.Count} folders; one is needed."),
                _ when File.Exists(literal) => throw CreateError($"'{path}' is a file; a folder is needed."),
                _ => throw new MilvusException(MilvusErrorId.FileNotFound, $"The folder '{literal}' does not exist.")
                {
                    RecommendedAction = "Create it first.",
                },
            };
        });
    }

    /// <summary>The folder that a path for a file leads to; null if it is not a folder, or does not exist.</summary>
    /// <exception cref="MilvusException">The path is not one of the file system.</exception>
    internal static string? FindFolder(PSCmdlet cmdlet, string path, bool literal)
    {
        var session = cmdlet.SessionState;
        return Guard(session, path, () =>
        {
            var named = ResolveLiteral(session, literal ? path : WildcardPattern.Unescape(path));
            var folder = Directory.Exists(named) ? named
                : literal || File.Exists(named) || !WildcardPattern.ContainsWildcardCharacters(path) ? null
                : Matches(session, path) is [var only] && Directory.Exists(only) ? only
                : null;
            return folder is null ? null : Path.TrimEndingDirectorySeparator(folder);
        });
    }

    /// <summary>Existing folders: the literal one, or all that match wildcards.</summary>
    /// <exception cref="MilvusException">No folder matches, or the path is not one of the file system.</exception>
    internal static IReadOnlyList<string> ResolveFolders(SessionState session, string path, bool literal)
    {
        var isPattern = !literal && WildcardPattern.ContainsWildcardCharacters(path)
            && Guard(session, path, () => !Directory.Exists(ResolveLiteral(session, path)));
        if (!isPattern)
        {
            return [ResolveFolder(session, literal ? path : WildcardPattern.Unescape(path))];
        }

        var found = Guard(
            session, path, () => Matches(session, path).Where(Directory.Exists).Select(Path.TrimEndingDirectorySeparator).ToList());
        return found.Count > 0
            ? found
            : throw new MilvusException(MilvusErrorId.FileNotFound, $"No folder matches '{Complete(session, path)}'.");
    }

    /// <summary>
    /// The folder of a parameter, new or existing. Wildcard characters are taken literally, because a folder of a backup is one folder.
    /// </summary>
    /// <exception cref="MilvusException">The path is not one of the file system, or is a device.</exception>
    internal static string ResolveFolder(SessionState session, string path) => Guard(session, path, () =>
    {
        var folder = ResolveLiteral(session, path);
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(CheckRegular(folder)));
    });

    /// <summary>Chooses between -Path and -LiteralPath, for a cmdlet that writes one file.</summary>
    /// <exception cref="MilvusException">Both were specified.</exception>
    internal static string ResolveToWrite(PSCmdlet cmdlet, string? path, string? literalPath) => path is not null && literalPath is not null
        ? throw CreateError("Use -Path or -LiteralPath, not both.")
        : ResolveToWrite(cmdlet, (path ?? literalPath)!, literal: path is null);

    private static IReadOnlyList<string> Matches(SessionState session, string path)
    {
        var files = session.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
        Check(path, provider);
        return files;
    }

    private static string ResolveLiteral(SessionState session, string path)
    {
        var file = session.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        Check(path, provider);
        return file;
    }

    private static void Check(string path, ProviderInfo provider)
    {
        if (!provider.Name.Equals(FileSystem, StringComparison.OrdinalIgnoreCase))
        {
            throw CreateError($"'{path}' is a path of the provider {provider.Name}; a file of the file system is needed.");
        }
    }

    /// <summary>
    /// Refuses devices. A file is written by replacing it, and replacing a device would remove it from the machine.
    /// </summary>
    /// <exception cref="MilvusException">The path is a device.</exception>
    internal static string CheckRegular(string file)
    {
        var full = System.IO.Path.GetFullPath(file);
        return !OperatingSystem.IsWindows()
            && Array.Exists(_deviceFolders, folder => full.StartsWith(folder, StringComparison.Ordinal))
            && !full.StartsWith(SharedMemory, StringComparison.Ordinal)
                ? throw CreateError($"'{file}' is a device or a file of the kernel; the name of a regular file is needed.")
                : file;
    }

    private static string NotFolder(SessionState session, string file) => Directory.Exists(file)
        ? throw CreateError($"'{file}' is a folder; the name of a file is needed.")
        : FileKinds.RefusePipe(session, file);

    private static T Guard<T>(SessionState session, string path, Func<T> resolve)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw CreateError("A path is empty or has spaces only. For a file with such a name, name its folder, too: './ '.");
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            var shown = path.Replace("\0", "\\0", StringComparison.Ordinal);
            throw CreateError($"The path '{shown}' has the character NUL, which no path can have.");
        }

        try
        {
            return resolve();
        }
        catch (ItemNotFoundException failure)
        {
            throw NotFound(session, path, literal: true, failure);
        }
        catch (Exception failure) when (failure is SessionStateException or ProviderInvocationException or PSArgumentException
            or PSInvalidOperationException or PSNotSupportedException or WildcardPatternException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The path '{path}' cannot be used: {failure.Message}", failure);
        }
    }

    private static MilvusException NotFound(SessionState session, string path, bool literal, Exception? cause = null) => new(
        MilvusErrorId.FileNotFound,
        literal ? $"The file '{Complete(session, path)}' does not exist." : $"No file matches '{Complete(session, path)}'.",
        cause)
    {
        RecommendedAction = literal ? null : "Use -LiteralPath for a name that contains [, ], * or ?.",
    };

    // The path from the root: the current location of a session is often another one than the user thinks.
    private static string Complete(SessionState session, string path)
    {
        try
        {
            return ResolveLiteral(session, path);
        }
        catch (Exception failure) when (failure is ItemNotFoundException or SessionStateException or ProviderInvocationException
            or PSArgumentException or PSInvalidOperationException or PSNotSupportedException or MilvusException)
        {
            return path;
        }
    }

    private static MilvusException CreateSeveralError(string path, int count) =>
        CreateError($"'{path}' matches {count} files; one is needed.");

    private static MilvusException CreateError(string message) => new(MilvusErrorId.InvalidArgument, message);

    /// <summary>A file as Get-Item gives it: with the properties of the provider, which its view shows.</summary>
    /// <param name="cmdlet">The cmdlet that has written it.</param>
    /// <param name="file">Its full path.</param>
    internal static IEnumerable<PSObject> GetItem(PSCmdlet cmdlet, string file) =>
        FileKinds.GetItem(cmdlet.SessionState, file);
}

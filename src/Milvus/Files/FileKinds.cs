using System.Management.Automation;

namespace Milvus.Files;

/// <summary>What the file system provider of PowerShell knows of files. .NET does not distinguish pipes from files.</summary>
internal static class FileKinds
{
    /// <summary>
    /// Refuses pipes. A read of a pipe without a writer never ends, and a file that replaces a pipe would leave its reader waiting.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="file">The full path of a file that may exist.</param>
    /// <exception cref="MilvusException">The file is a pipe or a socket, or a link to one.</exception>
    internal static string RefusePipe(SessionState session, string file) =>
        !OperatingSystem.IsWindows() && FindTarget(file) is { } target && FindKind(session, target) is "NamedPipe" or "Socket"
            ? throw new MilvusException(
                MilvusErrorId.InvalidArgument, $"'{file}' is a pipe or a socket; the name of a regular file is needed.")
            : file;

    /// <summary>A file as Get-Item gives it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="file">The full path.</param>
    internal static IEnumerable<PSObject> GetItem(SessionState session, string file) =>
        session.InvokeProvider.Item.Get([$"Microsoft.PowerShell.Core\\FileSystem::{file}"], force: true, literalPath: true);

    // Null for a missing file, and for a link without one: to an open pipe, as the kernel has it, or to itself.
    private static string? FindTarget(string file)
    {
        try
        {
            var target = new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file;
            return File.Exists(target) ? target : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? FindKind(SessionState session, string file) => GetItem(session, file)
        .Select(item => item.Properties["UnixStat"]?.Value is { } stat ? PSObject.AsPSObject(stat).Properties["ItemType"]?.Value : null)
        .FirstOrDefault()?
        .ToString();
}

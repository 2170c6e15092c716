using System.Management.Automation;
using Milvus.Files;

namespace Milvus.Connections;

/// <summary>Paths of embedded databases in PowerShell: relative to its location, with its drives.</summary>
internal sealed class DatabasePath(SessionState session)
{
    /// <summary>The path in the file system.</summary>
    /// <exception cref="MilvusException">The path is not that of a file: it is a device, or its drive does not exist or belongs to another
    /// provider.</exception>
    internal string Resolve(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "The path of the database is blank.");
        }

        return LocalPaths.CheckRegular(LocalPaths.ResolveSingle(session, path, "-Path"));
    }

    /// <summary>Whether the file exists.</summary>
    internal bool IsFile(string path)
    {
        try
        {
            return File.Exists(LocalPaths.ResolveSingle(session, path, "-Path"));
        }
        catch (MilvusException)
        {
            // A path outside of the file system is not a file.
            return false;
        }
    }

    /// <summary>Whether a drive has this name.</summary>
    internal bool IsDrive(string name) => session.Drive.GetAll().Any(drive => drive.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a provider has this name, with or without that of its module.</summary>
    internal bool IsProvider(string name) =>
        session
            .Provider.GetAll()
            .Any(provider =>
                provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                || name.EndsWith($"\\{provider.Name}", StringComparison.OrdinalIgnoreCase));
}

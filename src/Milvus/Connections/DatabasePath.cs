using System.Management.Automation;

namespace Milvus.Connections;

/// <summary>Paths of embedded databases, as PowerShell means them: from its location, through its drives.</summary>
internal sealed class DatabasePath(SessionState session)
{
    private const string FileSystem = "FileSystem";

    /// <summary>The path in the file system.</summary>
    /// <exception cref="MilvusException">It is none: the drive is not there, or is one of variables, certificates or the like.</exception>
    internal string Resolve(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "The path of the database is blank.");
        }

        ProviderInfo provider;
        string resolved;
        try
        {
            resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception failure) when (IsRefusal(failure))
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{path}' is not a path in the file system: {failure.Message}", failure)
            {
                RecommendedAction = "Get-PSDrive lists the drives. A server is written with its scheme: http://localhost:19530.",
            };
        }

        return provider.Name == FileSystem ? resolved : throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"'{path}' is not a path in the file system, but one of the provider {provider.Name}.")
        {
            RecommendedAction = "Name a file on a drive of the file system; Get-PSDrive -PSProvider FileSystem lists them.",
        };
    }

    /// <summary>Whether there is such a file.</summary>
    internal bool IsFile(string path)
    {
        try
        {
            var resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == FileSystem && File.Exists(resolved);
        }
        catch (Exception failure) when (IsRefusal(failure))
        {
            return false;
        }
    }

    /// <summary>Whether a drive has this name.</summary>
    internal bool IsDrive(string name) => session.Drive.GetAll().Any(drive => drive.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a provider has this name, with or without that of its module.</summary>
    internal bool IsProvider(string name) => session.Provider.GetAll().Any(provider =>
        provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || name.EndsWith($"\\{provider.Name}", StringComparison.OrdinalIgnoreCase));

    private static bool IsRefusal(Exception failure) =>
        failure is RuntimeException or ArgumentException or NotSupportedException or InvalidOperationException;
}

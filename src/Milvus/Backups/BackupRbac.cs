using System.Management.Automation;
using Milvus.Files;

namespace Milvus.Backups;

/// <summary>The users and roles of a backup.</summary>
internal static class BackupRbac
{
    /// <summary>The file with the users and roles, which is as the manifest describes it.</summary>
    /// <exception cref="MilvusException">The backup does not have them, or the file is missing or changed.</exception>
    internal static string Find(string folder, BackupManifest manifest) =>
        manifest.Rbac is { } file ? BackupPaths.Resolve(folder, file.File) : throw new MilvusException(
            MilvusErrorId.InvalidArgument, $"The backup '{folder}' has no users and roles: they are in backups with -All or -Rbac.");

    /// <summary>The file of a path: that file, or the one of the backup whose folder it is.</summary>
    /// <exception cref="MilvusException">The path is neither, or the backup is damaged.</exception>
    internal static string Find(PSCmdlet cmdlet, string path, bool literal, CancellationToken token)
    {
        if (LocalPaths.FindFolder(cmdlet, path, literal) is not { } folder)
        {
            return LocalPaths.ResolveToReadOne(cmdlet, path, literal);
        }

        var manifest = ManifestStore.Read(folder);
        var file = Find(folder, manifest);
        new BackupCheck(folder, manifest).Require([(null, manifest.Rbac!)], token);
        return file;
    }
}

using System.Management.Automation;

namespace Milvus.Values;

/// <summary>Files that a cmdlet reads, and the one it writes.</summary>
internal static class InputFiles
{
    /// <summary>The files of a path, which may have wildcards.</summary>
    internal static IEnumerable<string> Of(SessionState session, string path) => WildcardPattern.ContainsWildcardCharacters(path)
        ? session.Path.GetResolvedProviderPathFromPSPath(path, out _)
        : [session.Path.GetUnresolvedProviderPathFromPSPath(path)];

    /// <exception cref="MilvusException">It is not there, or cannot be read.</exception>
    internal static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MilvusException(MilvusErrorId.FileNotFound, $"The file '{file}' does not exist.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file '{file}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Writes a file as a whole or not at all.</summary>
    /// <exception cref="MilvusException">It is there and must not be replaced, or cannot be written.</exception>
    internal static void Write(string file, byte[] content, bool replace)
    {
        if (!replace && File.Exists(file))
        {
            throw new MilvusException(MilvusErrorId.AlreadyExists, $"The file '{file}' exists already.") { RecommendedAction = "Give -Force to replace it." };
        }

        var draft = file + ".new";
        try
        {
            File.WriteAllBytes(draft, content);
            File.Move(draft, file, overwrite: replace);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file '{file}' cannot be written: {failure.Message}", failure);
        }
    }
}

namespace Milvus.Testing.Files;

/// <summary>A folder that is removed with its content.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string FullName { get; } = Directory.CreateTempSubdirectory("milvus-test-").FullName;

    internal string File(string name) => Path.Combine(FullName, name);

    internal string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose()
    {
        try
        {
            Canary.SearchFiles(FullName);
        }
        finally
        {
            Directory.Delete(FullName, recursive: true);
        }
    }
}

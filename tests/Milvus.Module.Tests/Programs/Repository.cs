namespace Milvus.Module.Tests.Programs;

/// <summary>Paths in the checkout that these tests were built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    /// <summary>The built assembly of an executable project, of the configuration these tests run in.</summary>
    internal static string Executable(string project) =>
        Path.Combine(Root, "artifacts", "bin", project, new DirectoryInfo(AppContext.BaseDirectory).Name, project + ".dll");

    internal static string Combine(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Milvus.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Milvus.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}

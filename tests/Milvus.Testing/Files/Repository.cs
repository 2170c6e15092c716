namespace Milvus.Testing.Files;

/// <summary>Paths in the checkout that these tests were built from, which contains the tested module.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string Manifest => Combine("Milvus.psd1");

    /// <summary>The built assembly of an executable project, of the configuration these tests run in.</summary>
    internal static string Executable(string project) =>
        Combine("artifacts", "bin", project, new DirectoryInfo(AppContext.BaseDirectory).Name, project + ".dll");

    /// <summary>A path below the root.</summary>
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

namespace Milvus.Module.Tests.Hosting;

/// <summary>The checkout of the tests, which contains the tested module.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string Manifest => Path.Combine(Root, "Milvus.psd1");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Milvus.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"Milvus.psd1 is not above {AppContext.BaseDirectory}.");
    }
}

namespace Milvus.Tests.Differential;

/// <summary>The tab-separated files beside the tests. Lines that begin with # are comments.</summary>
internal static class DataFile
{
    public static IEnumerable<string[]> Lines(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Differential", name))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'));
}

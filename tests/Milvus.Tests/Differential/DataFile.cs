namespace Milvus.Tests.Differential;

/// <summary>The tab-separated files beside the tests. Lines that begin with # are comments.</summary>
internal static class DataFile
{
    /// <summary>The cells of each line. A file without lines is an error, because its tests would test nothing.</summary>
    public static IReadOnlyList<string[]> ReadLines(string name)
    {
        string[][] lines =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Differential", name))
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split('\t')),
        ];
        return lines.Length > 0 ? lines : throw new InvalidDataException($"{name} has no lines");
    }
}

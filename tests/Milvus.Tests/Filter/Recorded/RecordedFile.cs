namespace Milvus.Tests.Filter.Recorded;

/// <summary>The tab-separated files of this folder. Lines that begin with # are comments.</summary>
internal static class RecordedFile
{
    public static IEnumerable<string[]> Lines(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Filter", "Recorded", name))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'));
}

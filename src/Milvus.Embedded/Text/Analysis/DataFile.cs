namespace Milvus.Embedded.Text.Analysis;

/// <summary>The word lists and tables of the folder Data, which are embedded in the assembly.</summary>
internal static class DataFile
{
    /// <summary>The lines of a file, without its comments.</summary>
    public static IReadOnlyList<string> ReadLines(string name)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The assembly does not carry {name}.");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith("// ", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}

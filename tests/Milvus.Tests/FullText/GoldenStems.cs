namespace Milvus.Tests.FullText;

using System.IO.Compression;

/// <summary>
/// Words of one language with their stems in Milvus 2.6, from a build of milvus-io/rust-stemmers 3b25452. Most words are from Snowball's
/// vocabularies (snowballstem/snowball-data), selected so that each change of an ending occurs. The rest has random endings.
/// </summary>
/// <param name="Language">The language.</param>
/// <param name="ComposedHash">SHA-256 of the stems of <see cref="Composed"/>, one per line.</param>
/// <param name="Words">Each word with its stem.</param>
internal sealed record GoldenStems(string Language, string ComposedHash, IReadOnlyList<(string Word, string Stem)> Words)
{
    private static readonly Lazy<IReadOnlyDictionary<string, GoldenStems>> _all = new(Read);

    public static GoldenStems Of(string language) => _all.Value[language];

    /// <summary>20,000 further words: the beginnings of 200 words, each with the endings of 100.</summary>
    public IEnumerable<string> Composed()
    {
        var starts = Words.Where((_, index) => index % (Words.Count / 200) == 0).Take(200);
        var ends = Words.Where((_, index) => index % (Words.Count / 100) == 0).Take(100).ToList();
        return starts.SelectMany(start => ends.Select((end, index) => Compose(start.Word, end.Word, index)));
    }

    private static string Compose(string start, string end, int index) =>
        start[..Math.Max(1, start.Length - index % 4)] + end[^Math.Min(end.Length, 1 + index % 7)..];

    private static Dictionary<string, GoldenStems> Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "FullText", "Golden", "stems.tsv.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return text.ReadToEnd().TrimEnd().Split("\n\n").Select(Parse).ToDictionary(stems => stems.Language, StringComparer.Ordinal);
    }

    private static GoldenStems Parse(string section)
    {
        var lines = section.Split('\n').Select(line => line.Split('\t')).ToList();
        return new GoldenStems(lines[0][0], lines[0][1], [.. lines.Skip(1).Select(line => (line[0], line[1]))]);
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Milvus.Tests.Storage;

/// <summary>
/// A golden database: a file of one format, with its recorded answers. <c>name.db.gz</c> is the file, <c>name.db-wal.gz</c> the log of a
/// file that was not closed, and <c>name.txt.gz</c> has the answers.
/// </summary>
/// <param name="Format">The number of the format.</param>
/// <param name="Name">The name of the database.</param>
public sealed record GoldenFile(int Format, string Name)
{
    private const string DatabaseEnd = ".db.gz";

    /// <summary>The folder of all formats, beside the test assembly.</summary>
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Storage", "Golden");

    /// <summary>The recorded answers.</summary>
    public string Answers
    {
        get
        {
            using var packed = Open(".txt");
            using var reader = new StreamReader(packed);
            return reader.ReadToEnd();
        }
    }

    /// <summary>All golden databases of all formats.</summary>
    public static IReadOnlyList<GoldenFile> All =>
    [
        .. from folder in Directory.GetDirectories(Root, "format-*").Order(StringComparer.Ordinal)
           from file in Directory.GetFiles(folder, "*" + DatabaseEnd).Order(StringComparer.Ordinal)
           select new GoldenFile(
               int.Parse(Path.GetFileName(folder).AsSpan("format-".Length), CultureInfo.InvariantCulture),
               Path.GetFileName(file)[..^DatabaseEnd.Length]),
    ];

    /// <summary>The folder of a format below a folder of golden databases.</summary>
    public static string Folder(string root, int format) => Path.Combine(root, $"format-{format.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Unpacks the database, and its log if it has one, to a path.</summary>
    public void Unpack(string path)
    {
        Unpack(".db", path);
        if (File.Exists(Path.Combine(Folder(Root, Format), Name + ".db-wal.gz")))
        {
            Unpack(".db-wal", path + "-wal");
        }
    }

    /// <summary>Packs a database, its log if it was not closed, and its answers into the folder of its format.</summary>
    public void Pack(string root, string path, string answers)
    {
        var folder = Folder(root, Format);
        Directory.CreateDirectory(folder);
        foreach (var end in (string[])["", "-wal"])
        {
            if (File.Exists(path + end))
            {
                Pack(folder, $".db{end}", File.ReadAllBytes(path + end));
            }
        }

        Pack(folder, ".txt", Encoding.UTF8.GetBytes(answers));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} of format {Format}");

    private void Pack(string folder, string end, byte[] bytes)
    {
        using var packed = new GZipStream(File.Create(Path.Combine(folder, $"{Name}{end}.gz")), CompressionLevel.SmallestSize);
        packed.Write(bytes);
    }

    private void Unpack(string end, string path)
    {
        using var packed = Open(end);
        using var file = File.Create(path);
        packed.CopyTo(file);
    }

    private GZipStream Open(string end) =>
        new(File.OpenRead(Path.Combine(Folder(Root, Format), $"{Name}{end}.gz")), CompressionMode.Decompress);
}

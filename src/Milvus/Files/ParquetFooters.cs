using System.Buffers.Binary;
using System.Globalization;

namespace Milvus.Files;

/// <summary>
/// Copies of the last footers of an incomplete Parquet file. The next row group overwrites the footer, so a file whose writer was killed
/// has none. Two are kept: a process can be killed before the ledger knows the latest.
/// </summary>
/// <param name="draft">The incomplete file.</param>
internal sealed class ParquetFooters(string draft)
{
    private const int TailBytes = 8;
    private readonly List<string> _kept = [];

    /// <summary>Copies the footer of the file.</summary>
    /// <returns>The bytes of the footer.</returns>
    internal int Keep(FileStream file)
    {
        var (end, tail) = (file.Length, new byte[TailBytes]);
        file.Position = end - TailBytes;
        file.ReadExactly(tail);
        var footer = new byte[TailBytes + BinaryPrimitives.ReadInt32LittleEndian(tail)];
        file.Position = end - footer.Length;
        file.ReadExactly(footer);
        var copy = PathOf(end);
        LocalFiles.Write(copy, footer, replace: true);
        _kept.Remove(copy);
        _kept.Add(copy);
        if (_kept.Count > 2)
        {
            File.Delete(_kept[0]);
            _kept.RemoveAt(0);
        }

        return footer.Length;
    }

    /// <summary>The footer that the file had with a length; null if its copy does not exist.</summary>
    internal byte[]? Find(long length)
    {
        var copy = PathOf(length);
        return File.Exists(copy) ? LocalFiles.Read(copy) : null;
    }

    /// <summary>Removes the copies, also those of earlier runs, and what a killed process left of one.</summary>
    internal void Remove()
    {
        foreach (var copy in Directory.GetFiles(
                Path.GetDirectoryName(draft) is { Length: > 0 } folder ? folder : ".",
                Path.GetFileName(draft) + ".*.footer*"))
        {
            File.Delete(copy);
        }
    }

    private string PathOf(long length) => string.Create(CultureInfo.InvariantCulture, $"{draft}.{length}.footer");
}

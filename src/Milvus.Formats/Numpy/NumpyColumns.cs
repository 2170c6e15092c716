using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using Milvus.Formats.Columns;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Numpy;

/// <summary>A .npy file as one column, or the arrays of a .npz file as columns that are read side by side.</summary>
internal sealed class NumpyColumns : IColumnFile
{
    private const string Ending = ".npy";
    private const int CheckedBytes = 1 << 16;

    private readonly ZipArchive? _archive;
    private readonly NpyColumn[] _columns;

    private NumpyColumns(ZipArchive? archive, NpyColumn[] columns)
    {
        (_archive, _columns) = (archive, columns);
        Columns = [.. columns.Select(column => column.Node)];
    }

    public IReadOnlyList<ParquetNode> Columns { get; }

    /// <summary>Opens a .npy file.</summary>
    /// <param name="stream">The file, which is closed with the columns.</param>
    /// <param name="name">The name of its column.</param>
    /// <exception cref="RowFileException">It is not a .npy file, or its array has no rows.</exception>
    internal static NumpyColumns OpenOne(Stream stream, string name) => new(null, [new NpyColumn(name, stream)]);

    /// <summary>Opens a .npz file, a zip archive of .npy files.</summary>
    /// <param name="stream">The file, which must be able to seek.</param>
    /// <exception cref="RowFileException">It is not a .npz file, or its arrays have different numbers of rows.</exception>
    internal static NumpyColumns OpenArchive(Stream stream)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            NpyColumn[] columns =
            [
                .. archive.Entries
                    .Where(entry => entry.FullName.EndsWith(Ending, StringComparison.Ordinal))
                    .Select(OpenEntry),
            ];
            if (columns.Length == 0)
            {
                throw new RowFileException(RowFileFault.NoRows, "the archive has no arrays: it has no file that ends in .npy");
            }

            foreach (var column in columns.Where(column => column.Rows != columns[0].Rows))
            {
                throw new RowFileException(RowFileFault.NotRows, string.Create(
                    CultureInfo.InvariantCulture,
                    $"the array '{columns[0].Node.Name}' has {columns[0].Rows} rows, but '{column.Node.Name}' has {column.Rows}"));
            }

            return new NumpyColumns(archive, columns);
        }
        catch (InvalidDataException failure)
        {
            throw new RowFileException(RowFileFault.NotRows, "it is not a zip archive, or is damaged", null, failure);
        }
    }

    public void Dispose()
    {
        Array.ForEach(_columns, column => column.Dispose());
        _archive?.Dispose();
    }

    public IEnumerable<object?[]> ReadRows(CancellationToken token)
    {
        for (var row = 0L; row < _columns[0].Rows; row++)
        {
            token.ThrowIfCancellationRequested();
            yield return Array.ConvertAll(_columns, column => (object?)column.Read());
        }

        Array.ForEach(_columns, column => column.ReadRest());
    }

    private static NpyColumn OpenEntry(ZipArchiveEntry entry)
    {
        var name = entry.FullName[..^Ending.Length];
        try
        {
            CheckContent(entry);
            return new NpyColumn(name, entry.Open());
        }
        catch (RowFileException failure)
        {
            throw new RowFileException(failure.Fault, $"the array '{name}': {failure.Reason}", null, failure);
        }
        catch (Exception failure) when (failure is InvalidDataException or NotSupportedException)
        {
            throw new RowFileException(
                RowFileFault.Syntax, $"the array '{name}' is damaged, or its compression is unsupported", null, failure);
        }
    }

    // Before the first row: the archive class of .NET does not compare the checksums of entries.
    private static void CheckContent(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var buffer = new byte[CheckedBytes];
        var (sum, length) = (new Crc32(), 0L);
        for (int read; length <= entry.Length && (read = content.Read(buffer)) > 0; length += read)
        {
            sum.Append(buffer.AsSpan(0, read));
        }

        if (sum.GetCurrentHashAsUInt32() != entry.Crc32 || length != entry.Length)
        {
            throw new RowFileException(RowFileFault.Syntax, "it is damaged: its content does not have its checksum");
        }
    }
}

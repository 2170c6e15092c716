using System.Text;
using Milvus.Formats;
using Milvus.Formats.Arrow;
using Milvus.Formats.Columns;
using Milvus.Formats.Csv;
using Milvus.Formats.Json;
using Milvus.Formats.Numpy;
using Milvus.Formats.Parquet;
using Milvus.Formats.Text;
using Milvus.Formats.Vecs;

namespace Milvus.Files;

/// <summary>Counts the rows of a file by reading it to its end.</summary>
internal static class RowFileCounter
{
    /// <param name="file">The file, whose name may be that of an incomplete file.</param>
    /// <param name="target">Its format.</param>
    /// <param name="token">Ends the count.</param>
    /// <exception cref="MilvusException">The file is damaged, or cannot be read.</exception>
    internal static long Count(string file, RowFileTarget target, CancellationToken token)
    {
        try
        {
            return CountRows(file, target, token);
        }
        catch (Exception failure) when (failure is RowFileException or IOException or InvalidDataException)
        {
            throw RowFileSource.CreateUnreadable(file, failure);
        }
    }

    private static long CountRows(string file, RowFileTarget target, CancellationToken token)
    {
        using var source = new RowFileSource(file, target.Format.Name);
        var format = target.Format;
        if (format.HasTypedColumns)
        {
            using var columns = Open(format, source.OpenContent());
            return columns.ReadRows(token).LongCount();
        }

        var text = TextDecoding.Open(source.OpenContent(), target.Encoding);
        if (format.IsJson)
        {
            return new JsonRowReader(text.Stream, format == RowFileFormat.Json ? JsonLayout.List : JsonLayout.Sequence).Read().LongCount();
        }

        using var reader = new StreamReader(text.Stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        using var csv = new CsvReader(reader, target.Delimiter ?? format.Separator);
        var rows = -1L;
        for (; csv.Read() is not null; rows++)
        {
            token.ThrowIfCancellationRequested();
        }

        return rows;
    }

    private static IColumnFile Open(RowFileFormat format, Stream content) =>
        format == RowFileFormat.Parquet ? new ParquetColumns(content)
        : format == RowFileFormat.Arrow ? new ArrowFile(content)
        : format == RowFileFormat.Npz ? NumpyColumns.OpenArchive(content)
        : format == RowFileFormat.Npy ? NumpyColumns.OpenOne(content, TypedRowFiles.UnnamedColumn)
        : new VecsFile(
            content,
            format == RowFileFormat.Fvecs ? VecsType.Floats : format == RowFileFormat.Ivecs ? VecsType.Integers : VecsType.Bytes,
            TypedRowFiles.UnnamedColumn);
}

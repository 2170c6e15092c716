using System.Globalization;
using Milvus.Formats;
using Milvus.Formats.Columns;
using Milvus.Formats.Parquet;
using Milvus.Formats.Reading;
using Milvus.Formats.Text;

namespace Milvus.Files;

/// <summary>A file of rows in any format, read lazily.</summary>
internal sealed class EntityFileReader : IDisposable
{
    private const int RowsAtATime = 1000;

    private readonly string _file;
    private readonly RowFileOptions _options;
    private readonly Collection _schema;
    private readonly long _first;
    private readonly RowFileSource _source;

    /// <param name="file">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="first">The number of rows before this file, for keys by position.</param>
    /// <exception cref="MilvusException">The file does not exist, cannot be read, or its format is unknown.</exception>
    internal EntityFileReader(string file, RowFileOptions options, Collection schema, long first = 0)
    {
        (_file, _options, _schema, _first) = (file, options, schema, first);
        _source = new RowFileSource(file, options.Format);
    }

    /// <summary>The progress of the read, in percent.</summary>
    internal int Percent => _source.Percent;

    /// <summary>Whether the file has no keys, so that they are the positions of its rows; known from the first row on.</summary>
    internal bool HasPositionsAsKeys { get; private set; }

    public void Dispose() => _source.Dispose();

    /// <summary>Finds damage of compressed content before a row of it is sent.</summary>
    /// <exception cref="MilvusException">The file is damaged, or cannot be read.</exception>
    internal void CheckZipped(CancellationToken token) => Guard(() =>
    {
        _source.CheckZipped(token);
        return true;
    });

    /// <summary>Reads the rows. A failure of the file ends the read with an error that names the file.</summary>
    internal IEnumerable<FileRow> Read(CancellationToken token)
    {
        var isBegun = false;
        using var rows = Guard(() => AdviseOnFormat(() => ReadRows(token).GetEnumerator()));
        while (Guard(() => isBegun ? rows.MoveNext() : AdviseOnFormat(rows.MoveNext)))
        {
            isBegun = true;
            var row = rows.Current;
            yield return row with { Place = $"{_file}, {row.Place}" };
        }
    }

    private IEnumerable<FileRow> ReadRows(CancellationToken token)
    {
        var format = _source.Format;
        if (_options.UnescapeFormula && format.Separator == '\0')
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument, $"-UnescapeFormula is for Csv and Tsv, and the format is {format.Name}.");
        }

        if (format.HasTypedColumns)
        {
            return ReadTyped(token);
        }

        if (format.IsJson)
        {
            if (_source.Other is { IsJson: false } && !_source.BeginsLikeJson)
            {
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument, $"the file does not begin like rows in JSON, and is read as {format.Name}.");
            }

            return new JsonFileRows(_schema, _options, OpenBytes).Read(format == RowFileFormat.JsonLines);
        }

        var text = TextDecoding.Open(_source.OpenContent(), _options.Encoding);
        return CsvFileRows.Read(text, _options.Delimiter ?? format.Separator, _schema, _options);
    }

    private IEnumerable<FileRow> ReadTyped(CancellationToken token)
    {
        using var columns = TypedRowFiles.Open(_source, _file, _schema, _options.Map, _first);
        HasPositionsAsKeys = columns is NumberedColumns;
        var (number, arrays) = (0L, new LargeArrays());
        // An estimate: vectors take most of the memory, and files can be packed.
        var bytes = _schema.Field.Sum(field => sizeof(float) * (long)(field.Dimension ?? 1));
        foreach (var row in ColumnRowReader.Read(columns, _schema, names => ChooseFields(columns, names), token))
        {
            number++;
            if (number % RowsAtATime == 0)
            {
                arrays.Count(bytes * RowsAtATime);
            }

            yield return new FileRow(
                string.Create(CultureInfo.InvariantCulture, $"row {number}"), () => JsonRowParser.SpreadDynamicKeys(row()));
        }
    }

    private IReadOnlyList<string?> ChooseFields(IColumnFile file, IReadOnlyList<string> columns)
    {
        FileColumns.CheckTwice(columns, "the file");
        var added = HasPositionsAsKeys ? 1 : 0;
        var fields = _options.Map.FindFields(columns, added);
        FileColumns.Check(_schema, columns, "the file", _options, Fits, added, AdviseOnUnnamed());
        return fields;

        bool Fits(string column, Field field) =>
            ParquetTypes.Suits(field, file, columns.TakeWhile(name => name != column).Count());
    }

    private string? AdviseOnUnnamed() => _source.Format.IsUnnamed
        ? $"A {_source.Format.Endings[0]} file has one column only: use a format with more columns, for example .npz or .parquet, or a "
            + "collection whose other fields are nullable or have default values."
        : null;

    private TextDecoding OpenBytes() => TextDecoding.OpenBytes(_source.OpenContent(), _options.Encoding);

    // A file that cannot be read is probably of the format that it looks like.
    private T AdviseOnFormat<T>(Func<T> read)
    {
        if (_source.Other is not { } other)
        {
            return read();
        }

        var advice = $"It looks like {other.Name}: omit -Format, or use -Format {other.Name}.";
        try
        {
            return read();
        }
        catch (RowFileException failure)
        {
            throw failure.ToMilvusException().With(failure.Message, action: advice);
        }
        catch (MilvusException failure)
        {
            throw failure.With(failure.Message, action: advice);
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RowFileException failure)
        {
            var refused = failure.ToMilvusException();
            throw refused.With($"{_file}: {refused.Message}");
        }
        catch (MilvusException failure)
        {
            throw failure.With($"{_file}: {failure.Message}");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw RowFileSource.CreateUnreadable(_file, failure);
        }
    }
}

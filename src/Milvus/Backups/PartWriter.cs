using Milvus.Client.Digests;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Formats.Parquet;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>Writes one Parquet file of a backup, with the digests of its rows.</summary>
internal sealed class PartWriter : IDisposable
{
    // A file of usual size for bulk imports, which read it as a whole.
    private const long FullBytes = 256L * 1024 * 1024;

    // A usual size of row groups.
    private const long GroupBytes = 32L * 1024 * 1024;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly ParquetRowWriter _rows;
    private readonly RowDigester _keys;
    private readonly RowDigester _values;
    private readonly int _maxRows;
    private readonly LargeArrays _arrays = new();
    private readonly ExceededLimit _limits;

    /// <exception cref="MilvusException">The file cannot be written.</exception>
    internal PartWriter(string path, Collection schema, int maxRows)
    {
        (_path, _maxRows) = (path, maxRows);
        _keys = new RowDigester(schema, keysOnly: true);
        _values = new RowDigester(schema);
        _limits = new ExceededLimit(schema);

        // What is there was left by an interrupted run.
        LocalFiles.RunWrite(path, () => File.Delete(path));
        _file = LocalFiles.RunWrite(path, () => LocalFiles.Create(path));
        _rows = new ParquetRowWriter(_file, schema, ListColumns(schema));
    }

    internal RowDigest KeyDigest { get; private set; }

    internal RowDigest RowDigest { get; private set; }

    /// <summary>A field of which a row exceeds the limit; null if none does.</summary>
    internal Field? Exceeded => _limits.Exceeded;

    /// <summary>The key of the last row.</summary>
    internal object? LastKey { get; private set; }

    internal bool IsFull => RowDigest.Rows >= _maxRows || _file.Length >= FullBytes;

    /// <summary>The number of rows that still fit.</summary>
    internal int Room => _maxRows - (int)RowDigest.Rows;

    /// <exception cref="MilvusException">The file cannot be written.</exception>
    internal void Add(RowPage page)
    {
        KeyDigest += _keys.Digest(page);
        RowDigest += _values.Digest(page);
        LocalFiles.RunWrite(_path, () =>
        {
            for (var row = 0; row < page.Count; row++)
            {
                var values = page.GetRow(row).ToList();
                _limits.Check(values);
                CheckNumbers(values, page, row);
                _rows.Write(values);
                if (_rows.Pending >= GroupBytes)
                {
                    _arrays.Count(_rows.Pending);
                    _rows.Commit();
                }
            }
        });
        LastKey = page.GetPosition(page.Count - 1)?.After;
    }

    // Milvus 2.3 stores NaN, and a restore refuses it.
    private static void CheckNumbers(IReadOnlyList<KeyValuePair<string, object?>> values, RowPage page, int row)
    {
        if (values.FirstOrDefault(pair => Numbers.HasNonFinite(pair.Value)).Key is { } field)
        {
            throw new MilvusException(
                MilvusErrorId.ValueOutOfRange,
                $"The row with the key {DifferenceText.List([page.GetKey(row)])} has NaN or infinity in '{field}', which a restore "
                    + "refuses.")
            {
                Field = field,
                RecommendedAction =
                    "Correct or remove this row. -Exclude leaves its collection out, and Export-MilvusEntity writes the other rows.",
            };
        }
    }

    /// <summary>Completes the file; it is on the disk afterwards.</summary>
    /// <exception cref="MilvusException">The file cannot be written.</exception>
    internal void Finish() => LocalFiles.RunWrite(_path, () =>
    {
        _rows.Finish();
        _file.Flush(flushToDisk: true);
        _file.Dispose();
    });

    /// <summary>Closes the file; one that is not finished stays, and the next run deletes it.</summary>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // A full disk refuses the rest of the buffer. The failure was reported when the rows were written.
        }
    }

    // A restore inserts the rows, so computed fields are left out. Keys that the server generates are part of the rows.
    private static List<string> ListColumns(Collection schema)
    {
        var columns = schema.Field.Where(field => !field.IsFunctionOutput).Select(field => field.Name).ToList();
        if (schema.EnableDynamicField)
        {
            columns.Add(RowBatch.DynamicField);
        }

        return columns;
    }
}

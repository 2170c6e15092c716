using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Milvus.Core.Marshalling.Rows;
using Milvus.Formats.Csv;
using Milvus.Formats.Parquet;

namespace Milvus.Files;

/// <summary>Writes rows to a temporary file, which replaces the target when all rows are written.</summary>
internal sealed class EntityFileWriter : IDisposable
{
    private readonly string _path;
    private readonly string _draft;
    private readonly RowFileFormat _format;
    private readonly Collection _schema;
    private readonly HashSet<string> _left;
    private readonly List<string> _columns;
    private readonly FileStream _target;
    private readonly StreamWriter? _text;
    private readonly ParquetRowWriter? _parquet;
    private long _rows;

    /// <exception cref="MilvusException">The file cannot be created.</exception>
    internal EntityFileWriter(string path, RowFileFormat format, Collection schema, IReadOnlyList<string>? outputFields)
    {
        (_path, _format, _schema) = (path, format, schema);
        // A row that can be inserted again has no computed fields, and no keys that the server generates.
        _left = schema.Field.Where(field => field.IsFunctionOutput).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        if (LeavesKeyOut(schema, outputFields))
        {
            _left.Add(schema.PrimaryKey!.Name);
        }

        _columns = Columns(outputFields);
        _draft = LocalFiles.GetDraftPath(path);
        _target = LocalFiles.RunWrite(path, () => LocalFiles.Create(_draft));
        if (format == RowFileFormat.Parquet)
        {
            _parquet = new ParquetRowWriter(_target, schema, _columns);
            return;
        }

        Stream plain = RowFileFormat.IsZipped(path) ? new GZipStream(_target, CompressionLevel.Optimal) : _target;
        _text = new StreamWriter(plain, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        if (!format.IsJson)
        {
            _text.WriteLine(CsvRows.WriteHeader(_columns, format.Separator));
        }
    }

    /// <summary>Whether the key is omitted: the server generates it, does not accept it, and it was not requested by name.</summary>
    internal static bool LeavesKeyOut(Collection schema, IReadOnlyList<string>? outputFields) =>
        !ServerKeys.AcceptsKeys(schema) && outputFields?.Contains(schema.PrimaryKey!.Name) != true;

    public void Dispose() => LocalFiles.Discard(_draft, _text, _target);

    /// <exception cref="MilvusException">The file cannot be written.</exception>
    internal void Write(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var stored = row.Where(pair => !_left.Contains(pair.Key));
        try
        {
            LocalFiles.RunWrite(_path, () => WriteStored(stored));
        }
        catch (JsonException failure)
        {
            throw new MilvusException(
                MilvusErrorId.SchemaMismatch,
                $"Row {_rows + 1} cannot be written to {_path}: {failure.Message}",
                failure);
        }

        _rows++;
    }

    private void WriteStored(IEnumerable<KeyValuePair<string, object?>> stored)
    {
        if (_parquet is not null)
        {
            _parquet.Write(stored);
        }
        else if (_format.IsJson)
        {
            WriteJson(JsonRow.Write(_schema, stored));
        }
        else
        {
            _text!.WriteLine(CsvRows.WriteLine(_columns, _schema, stored, _format.Separator));
        }
    }

    /// <summary>Moves the complete file to its target.</summary>
    /// <exception cref="MilvusException">It cannot be written.</exception>
    internal FileInfo Finish(bool overwrite) => LocalFiles.RunWrite(_path, () =>
    {
        if (_format == RowFileFormat.Json)
        {
            _text!.Write(_rows == 0 ? "[]\n" : "\n]\n");
        }

        _parquet?.Finish();
        _text?.Dispose();
        _target.Dispose();
        File.Move(_draft, _path, overwrite);
        return new FileInfo(_path);
    });

    // An array, with a row on each line.
    private void WriteJson(string row)
    {
        if (_format == RowFileFormat.Json)
        {
            _text!.Write(_rows == 0 ? "[\n" : ",\n");
            _text.Write(row);
            return;
        }

        _text!.WriteLine(row);
    }

    private List<string> Columns(IReadOnlyList<string>? outputFields)
    {
        var key = _schema.PrimaryKey!.Name;
        var all = outputFields is null || outputFields.Contains("*");
        var names = _schema.Field
            .Where(field => !_left.Contains(field.Name) && (all || field.Name == key || outputFields!.Contains(field.Name)))
            .Select(field => field.Name).ToList();
        if (_schema.EnableDynamicField && (all || outputFields!.Any(name => _schema.Field.All(field => field.Name != name))))
        {
            names.Add(RowBatch.DynamicField);
        }

        return names;
    }
}

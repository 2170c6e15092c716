using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Formats.Writing;

namespace Milvus.Files;

/// <summary>Writes rows to an incomplete file beside the target, which replaces the target when all rows are written.</summary>
internal sealed class EntityFileWriter : IDisposable
{
    private readonly RowFileTarget _target;
    private readonly HashSet<string> _left;
    private readonly HashSet<string> _typed;
    private readonly FileStream _draft;
    private readonly RowWriter _writer;
    private readonly ParquetFooters? _footers;
    private readonly LargeArrays _arrays = new();
    private readonly DraftDigest _digest = new();
    // Files of numbers only, which other programs read.
    private readonly bool _takesNonFinite;
    private int _footer;
    private bool _finished;

    /// <param name="target">The file.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="outputFields">The requested fields; null for all.</param>
    /// <param name="continued">The end of the incomplete file and its rows, to continue it; null to begin.</param>
    /// <exception cref="MilvusException">The file cannot be created, or its format has no place for a field.</exception>
    internal EntityFileWriter(
        RowFileTarget target, Collection schema, IReadOnlyList<string>? outputFields, (DraftEnd End, long Rows)? continued = null)
    {
        _target = target;
        _left = FindLeftOut(schema, outputFields);
        _typed = schema.Field.Where(field => field.Type != DataType.Json).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        _takesNonFinite = target.Format.IsUnnamed || target.Format == RowFileFormat.Npz;
        Columns = ChooseColumns(target, schema, outputFields);
        _footers =
            target is { Format: var format, IsResumable: true } && format == RowFileFormat.Parquet
                ? new ParquetFooters(target.Draft)
                : null;
        Rows = continued?.Rows ?? 0;
        var appended = target.HasRowsBefore;
        _draft = LocalFiles.RunWrite(target.Path, () => continued is null ? Begin(appended) : Continue(continued.Value.End));
        try
        {
            if (appended && continued is null)
            {
                AppendedFile.Check(target, schema, Columns);
            }

            _writer = LocalFiles.RunWrite(
                target.Path,
                () => RowWriters.Create(_draft, target, schema, Columns, continued?.Rows ?? (appended && _draft.Length > 0 ? 0 : null)));
        }
        catch
        {
            LocalFiles.Discard(target.Draft, _draft);
            throw;
        }
    }

    /// <summary>The fields of the file, and $meta for the dynamic keys.</summary>
    internal IReadOnlyList<string> Columns { get; }

    /// <summary>The number of rows that were written.</summary>
    internal long Rows { get; private set; }

    /// <summary>The approximate number of bytes since the last commit.</summary>
    internal long Pending => _writer.Pending;

    /// <summary>Whether the incomplete file stays when the writer is closed, so that it can be continued.</summary>
    internal bool KeepsDraft { get; set; }

    /// <summary>Whether the key is omitted: the server generates it, does not accept it, and it was not requested by name.</summary>
    internal static bool LeavesKeyOut(Collection schema, IReadOnlyList<string>? outputFields) =>
        !ServerKeys.AcceptsKeys(schema) && outputFields?.Contains(schema.PrimaryKey!.Name) != true;

    /// <summary>The fields that a row does not have in a file: computed fields, and keys that the server generates.</summary>
    internal static HashSet<string> FindLeftOut(Collection schema, IReadOnlyList<string>? outputFields)
    {
        var left = schema.Field.Where(field => field.IsFunctionOutput).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        if (LeavesKeyOut(schema, outputFields))
        {
            left.Add(schema.PrimaryKey!.Name);
        }

        return left;
    }

    /// <summary>The columns of a file: the requested fields in their order, or all in that of the schema.</summary>
    /// <exception cref="MilvusException">
    /// The format has one column, and it is unknown which one, or it has no place for a field.
    /// </exception>
    internal static IReadOnlyList<string> ChooseColumns(RowFileTarget target, Collection schema, IReadOnlyList<string>? outputFields)
    {
        IReadOnlyList<string> columns = target.Format.IsUnnamed
            ? [RowWriters.ChooseField(target.Format, schema, outputFields)]
            : ChooseColumns(schema, outputFields, FindLeftOut(schema, outputFields));
        RowWriters.Check(target.Format, schema, columns);
        return columns;
    }

    public void Dispose()
    {
        _digest.Dispose();
        if (!_finished)
        {
            LocalFiles.Close(_writer, _draft);
            if (!KeepsDraft)
            {
                File.Delete(_target.Draft);
                _footers?.Remove();
            }
        }
    }

    /// <summary>
    /// The error of a row that no file can have, because another client has stored such JSON or such a number; null if it has none.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="key">Its key, for the error; null if it is unknown.</param>
    internal MilvusException? FindUnwritable(IEnumerable<KeyValuePair<string, object?>> row, object? key)
    {
        try
        {
            foreach (var (name, value) in row)
            {
                if (!_typed.Contains(name))
                {
                    JsonValues.CheckWritable(value, name);
                }
                else if (!_takesNonFinite && Numbers.HasNonFinite(value))
                {
                    throw new JsonException($"field '{name}' has NaN or infinity, which an import refuses.");
                }
            }

            return null;
        }
        catch (JsonException failure)
        {
            var which = key is null ? $"A row after row {Rows}" : $"The row with the key {Display.Value(key)}";
            return new MilvusException(
                MilvusErrorId.SchemaMismatch,
                $"{which} cannot be written to {_target.Path}: {failure.Message}",
                failure);
        }
    }

    /// <exception cref="MilvusException">The file cannot be written.</exception>
    internal void Write(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var stored = row.Where(pair => !_left.Contains(pair.Key));
        try
        {
            LocalFiles.RunWrite(_target.Path, () => _writer.Write(stored));
        }
        catch (Exception failure) when (failure is JsonException or EncoderFallbackException)
        {
            var reason = failure is EncoderFallbackException wrong
                ? $"the encoding {_target.Encoding!.WebName} does not have the letter U+{GetLetter(wrong):X4}."
                : failure.Message;
            throw new MilvusException(
                failure is JsonException ? MilvusErrorId.SchemaMismatch : MilvusErrorId.InvalidArgument,
                $"Row {Rows + 1} cannot be written to {_target.Path}: {reason}",
                failure)
            {
                RecommendedAction = failure is EncoderFallbackException ? "Use -Encoding utf8, which has all letters." : null,
            };
        }

        Rows++;
    }

    // A letter above U+FFFF has two parts, and then the exception has no single one.
    private static int GetLetter(EncoderFallbackException failure) => failure.CharUnknown != '\0'
        ? failure.CharUnknown
        : char.ConvertToUtf32(failure.CharUnknownHigh, failure.CharUnknownLow);

    /// <summary>Writes all rows to the disk.</summary>
    internal void Commit()
    {
        _arrays.Count(Pending);
        LocalFiles.RunWrite(_target.Path, () =>
        {
            _writer.Commit();
            _draft.Flush(flushToDisk: true);
            _footer = _footers?.Keep(_draft) ?? 0;
        });
    }

    /// <summary>The end of the incomplete file after a commit. It reads the rows that were written since the last call.</summary>
    internal DraftEnd ReadEnd() => LocalFiles.RunWrite(_target.Path, () => _digest.Read(_draft, _draft.Length, _footer));

    /// <summary>Moves the complete file to its target.</summary>
    /// <param name="check">Checks the complete file before it gets its name.</param>
    /// <param name="overwrite">Whether the target may exist.</param>
    /// <exception cref="MilvusException">It cannot be written, or the check fails.</exception>
    internal FileInfo Finish(Action check, bool overwrite) => LocalFiles.RunWrite(_target.Path, () =>
    {
        _writer.Finish();
        _draft.Flush(flushToDisk: true);
        LocalFiles.Close(_writer, _draft);
        if (_target.IsZippedAtEnd)
        {
            Zip();
        }

        check();
        File.Move(_target.Draft, _target.File, overwrite);
        _finished = true;
        _footers?.Remove();
        return new FileInfo(_target.Path);
    });

    private FileStream Begin(bool appended)
    {
        var draft = LocalFiles.OpenDraft(_target.Draft, FileMode.OpenOrCreate);
        draft.SetLength(0);
        if (appended)
        {
            using var old = LocalFiles.Open(_target.Path);
            old.CopyTo(draft);
        }

        return draft;
    }

    private FileStream Continue(DraftEnd end)
    {
        if (!File.Exists(_target.Draft))
        {
            throw CreateChanged("does not exist, but its ledger has rows of it.");
        }

        var draft = LocalFiles.OpenDraft(_target.Draft, FileMode.Open);
        try
        {
            if (draft.Length < end.Length)
            {
                throw CreateChanged($"has {draft.Length} bytes, but its ledger says {end.Length}: it was changed.");
            }

            var footer = _footers is null ? [] : _footers.Find(end.Length);
            if (footer is null || _digest.Read(draft, end.Length, footer.Length) != end)
            {
                throw CreateChanged("does not have the rows of its ledger: it was changed, or another export to the same file wrote it.");
            }

            draft.Position = end.Length - footer.Length;
            draft.Write(footer);
            draft.SetLength(end.Length);
            return draft;
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    private MilvusException CreateChanged(string what) =>
        new(MilvusErrorId.LedgerMismatch, $"The incomplete file '{_target.Draft}' {what}")
        {
            RecommendedAction = "Use -Force to begin again.",
        };

    private void Zip()
    {
        var zipped = _target.Draft + RowFileFormat.Gzip;
        using (var from = LocalFiles.Open(_target.Draft))
        using (var to = new GZipStream(LocalFiles.OpenDraft(zipped, FileMode.Create), CompressionLevel.Optimal))
        {
            from.CopyTo(to);
        }

        File.Move(zipped, _target.Draft, overwrite: true);
    }

    private static List<string> ChooseColumns(Collection schema, IReadOnlyList<string>? outputFields, HashSet<string> left)
    {
        var all = schema.Field.Where(field => !left.Contains(field.Name)).Select(field => field.Name).ToList();
        if (outputFields is null || outputFields.Contains("*"))
        {
            return schema.EnableDynamicField ? [.. all, RowBatch.DynamicField] : all;
        }

        // The key comes first unless it has a place of its own. Dynamic keys are together in one column, which keeps their types.
        var asked = outputFields
            .Select(name => name.Trim())
            .Select(name => schema.Field.Any(field => field.Name == name) ? name : RowBatch.DynamicField)
            .Where(name => all.Contains(name) || (name == RowBatch.DynamicField && schema.EnableDynamicField))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var key = schema.PrimaryKey!.Name;
        return asked.Contains(key) || left.Contains(key) ? asked : [key, .. asked];
    }
}

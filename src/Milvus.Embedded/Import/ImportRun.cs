using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Import.Files;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Import;

/// <summary>Runs one import: reads all files, then writes all rows in one transaction, which also marks the job as completed.</summary>
internal sealed class ImportRun(
    ImportJobEntry job,
    CollectionEntry collection,
    Store store,
    HybridClock clock,
    ImportProgress progress,
    ReadWatch watch,
    Func<string, Stream> openFile,
    Func<RequestRows, RequestRows> embed,
    CancellationToken token)
{
    /// <summary>Runs the import.</summary>
    /// <returns>The completed job.</returns>
    /// <exception cref="ImportFailure">A file cannot be imported. No row was written.</exception>
    public ImportJobEntry Run()
    {
        var began = clock.Time.GetTimestamp();
        var batches = watch.Run(Read);
        var done = job with
        {
            State = ImportState.ImportCompleted,
            Rows = batches.Sum(batch => (long)batch.Rows),
            Ids =
                collection.PrimaryKey is { AutoID: true, DataType: DataType.Int64 } && !ImportKeys.AcceptsKeys(collection)
                    ? [.. batches.SelectMany(Range)]
                    : [],
        };
        lock (collection.Gate)
        {
            if (collection.Dropped)
            {
                throw CreateDropped();
            }

            return Write(batches, done, began);
        }
    }

    private RequestRows[] Read()
    {
        var files = job.Files.Select(Locate).ToArray();
        progress.Total = files.Select((file, i) => Length(job.Files[i], file)).Sum();
        return [.. Batches(files).Select(Embed)];
    }

    private RequestRows Embed(RequestRows rows)
    {
        progress.IsWaiting = true;
        try
        {
            return embed(rows);
        }
        finally
        {
            progress.IsWaiting = false;
        }
    }

    private SourceStream Open(string file) => new(openFile(file), file, progress.Step, () =>
    {
        token.ThrowIfCancellationRequested();
        if (collection.Dropped)
        {
            throw CreateDropped();
        }
    });

    private ImportFailure CreateDropped() => new($"the collection '{job.CollectionName}' was dropped");

    private ImportJobEntry Write(RequestRows[] batches, ImportJobEntry done, long began)
    {
        if (batches.Any(batch => !batch.Fields.SequenceEqual(collection.Fields)))
        {
            throw new ImportFailure($"the schema of collection '{job.CollectionName}' changed while the files were read");
        }

        // Each batch has its own number, which distinguishes it from other batches of its partition.
        var parts = batches.SelectMany(batch =>
        {
            var number = clock.Next();
            return batch.ByPartition(job.Partition).Select(part => (Number: number, part.Partition, part.Columns));
        }).ToArray();
        store.Write(sql =>
        {
            foreach (var (number, partition, columns) in parts)
            {
                token.ThrowIfCancellationRequested();
                sql.AddBatch(collection, number, partition.Id, columns);
            }

            done = done with { Seconds = clock.Time.GetElapsedTime(began).TotalSeconds };
            sql.SetImport(done);
        });
        var segment = collection.Runtime.Segment;
        foreach (var (number, partition, columns) in parts)
        {
            segment?.Append(columns, partition.Id, number);
            partition.AddRows(columns[0].Count);
        }

        if (parts.Length > 0)
        {
            segment?.Publish(parts[^1].Number);
        }

        return done;
    }

    private IEnumerable<RequestRows> Batches(string[] files)
    {
        if (files.All(file => Kind(file) == ".npy"))
        {
            return new NumpyBlocks(collection, clock, progress, Open, token).Read(files);
        }

        return files.SelectMany((file, i) => Rows(job.Files[i], file));
    }

    private IEnumerable<RequestRows> Rows(string given, string file)
    {
        using var stream = Open(file);
        var blocks = new RowBlocks(collection, clock, token);
        var batches = Kind(file) switch
        {
            ".json" => blocks.Read(new JsonImportRows(stream, lines: false).Read()),
            ".jsonl" or ".ndjson" => blocks.Read(new JsonImportRows(stream, lines: true).Read()),
            ".csv" => blocks.Read(new CsvImportRows(stream, collection, Option("sep", ","), Option("nullkey", "")).Read()),
            ".parquet" => new ParquetBlocks(collection, clock, token).Read(stream),
            _ => throw new ImportFailure($"unsupported file type: '{given}'"),
        };
        foreach (var batch in batches)
        {
            progress.ReadTo(stream.Position);
            yield return batch;
        }

        stream.EnsureUnchanged();
        progress.Finish(stream.Length);
    }

    private string Option(string name, string otherwise) => job.Options.Find(name) ?? otherwise;

    /// <summary>A relative path is relative to the folder of the database file, as it is relative to the storage of a server.</summary>
    private string Locate(string file) =>
        Path.GetFullPath(
            file,
            Path.GetDirectoryName(store.Path) is { Length: > 0 } folder ? Path.GetFullPath(folder) : Environment.CurrentDirectory);

    private static string Kind(string file) => Path.GetExtension(file).ToLowerInvariant();

    private static long Length(string given, string file)
    {
        if (Kind(file) is not (".json" or ".jsonl" or ".ndjson" or ".csv" or ".npy" or ".parquet"))
        {
            throw new ImportFailure($"unsupported file type: '{given}'");
        }

        var info = new FileInfo(file);
        if (!info.Exists)
        {
            throw new ImportFailure($"failed to get file size of '{given}', error:stat {file}: no such file or directory");
        }

        return info.Length > 0 ? info.Length : throw new ImportFailure($"the file '{given}' size is zero");
    }

    private static long[] Range(RequestRows batch)
    {
        var keys = (ValueColumn<long>)batch.Keys;
        return [keys[0], keys[keys.Count - 1] + 1];
    }
}

using System.Globalization;
using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>Writes the rows of a collection as Parquet files. The ledger has each file that is complete.</summary>
internal sealed class CollectionBackup(
    MilvusClient client,
    BackupCollection collection,
    string folder,
    TransferLedger ledger,
    BackupSettings settings)
{
    private readonly List<ManifestPart> _parts = [];
    private readonly Collection _schema = collection.Blueprint.Collection;
    private bool _hasWarnedOfLimit;

    /// <summary>The number of rows at the beginning; null if it was not asked.</summary>
    private long? _expected;

    internal long Rows => _parts.Sum(part => part.Rows);

    /// <summary>The number of rows that the server counted; null if it was not asked.</summary>
    internal long? Counted { get; private set; }

    /// <summary>The number of rows whose keys or values were read a second time; null if none were.</summary>
    internal long? Compared { get; private set; }

    /// <summary>Writes what an earlier run has not written.</summary>
    /// <exception cref="MilvusException">Rows cannot be read, a file cannot be written, or the verification fails.</exception>
    internal async Task<ManifestCollection> RunAsync(CancellationToken token)
    {
        LocalFiles.RunWrite(folder, () => Directory.CreateDirectory(Path.Combine(folder, collection.Folder)));
        var before = await CountFirstAsync(token).ConfigureAwait(false);
        _expected = before;
        foreach (var partition in collection.Partitions)
        {
            await WriteAsync(partition, token).ConfigureAwait(false);
        }

        await VerifyAsync(before, token).ConfigureAwait(false);
        var schema = collection.Schema;
        var file = BackupPaths.Schema(collection.Folder);
        LocalFiles.Write(Path.Combine(folder, file), schema, replace: true);
        return new ManifestCollection
        {
            Name = collection.Name,
            Aliases = collection.Aliases,
            LoadState = collection.LoadState,
            Rows = Rows,
            KeyDigest = Sum(_parts.Select(part => part.KeyDigest)),
            RowDigest = Sum(_parts.Select(part => part.RowDigest)),
            Schema = new ManifestFile { File = file, Bytes = schema.Length, Sha256 = Sha256Text.Of(schema) },
            Parts = _parts,
        };
    }

    private static string Sum(IEnumerable<string> digests) =>
        digests.Aggregate(RowDigest.Empty, (sum, digest) => sum + RowDigest.Parse(digest)).ToString();

    // The number before the first read of all runs: if it is the same afterwards, the backup must have as many rows.
    private async Task<long?> CountFirstAsync(CancellationToken token)
    {
        var step = $"counted {collection.Folder}";
        if (settings.Verify == TransferVerification.None)
        {
            return null;
        }

        if (ledger.FindStep(step) is { } known)
        {
            return known.GetNumber("rows");
        }

        var rows = await client.CountAllAsync(collection.Call, _schema.Name, token).ConfigureAwait(false);
        ledger.RecordStep(step, new LedgerFacts { { "rows", rows } });
        return rows;
    }

    private async Task WriteAsync(string? partition, CancellationToken token)
    {
        object? after = null;
        for (var isLast = false; !isLast;)
        {
            var file = BackupPaths.Part(collection.Folder, _parts.Count + 1);
            var unit = ledger.FindUnit(file);
            if (unit is { State: UnitState.Digested })
            {
                _parts.Add(CheckPart(ReadUnit(unit)));
                isLast = unit.Facts.Find("last") is true;
            }
            else if (unit?.Facts.Find("last") is bool wasLast)
            {
                // It was being replaced. The files after it begin where it ended.
                var through = wasLast ? null : PartRanges.ParseKey(PartRanges.ToText(unit.Facts.Find("through")!), _schema.PrimaryKey!);
                _parts.Add(await ReplaceAsync(file, new TransferRange(partition, after, through), token).ConfigureAwait(false));
                isLast = wasLast;
            }
            else
            {
                (var part, isLast) = await WritePartAsync(file, new TransferRange(partition, after, null), token).ConfigureAwait(false);
                _parts.Add(part);
            }

            after = _parts[^1].LastKey is { } key ? PartRanges.ParseKey(key, _schema.PrimaryKey!) : after;
        }
    }

    private async Task<(ManifestPart Part, bool IsLast)> WritePartAsync(string file, TransferRange range, CancellationToken token)
    {
        var facts = new LedgerFacts();
        if (range.Partition is not null)
        {
            facts.Add("partition", range.Partition);
        }

        ledger.RecordUnit(file, UnitState.Sent, facts);
        var path = Path.Combine(folder, file);
        using var writer = new PartWriter(path, _schema, settings.RowsPerFile);
        var isLast = true;
        await foreach (var page in range.ReadAsync(client, collection.Call, _schema, keysOnly: false, token).ConfigureAwait(false))
        {
            if (writer.IsFull && !KeyGroup.HasNul(writer.LastKey))
            {
                isLast = false;
                break;
            }

            writer.Add(page.Slice(0, CountFitting(page, writer.Room)));
            settings.Report(_schema.Name, Rows + writer.RowDigest.Rows, _expected);
            if (page.Count > 0
                && writer.IsFull
                && writer.LastKey is { } last
                && !KeyGroup.HasNul(last)
                && !Equals(last, page.GetKey(page.Count - 1)))
            {
                isLast = false;
                break;
            }
        }

        writer.Finish();
        WarnOfExceeded(writer);
        var (bytes, sha256) = FileDigest.Read(path);
        var done = ledger.RecordUnit(file, UnitState.Digested, CreateFacts(writer, bytes, sha256, isLast));
        return (ReadUnit(done), isLast);
    }

    // A file ends at a key that a filter can contain, because the next one, and reads that compare it, begin there.
    private static int CountFitting(RowPage page, int room)
    {
        var rows = Math.Clamp(room, Math.Min(1, page.Count), page.Count);
        while (rows > 0 && rows < page.Count && KeyGroup.HasNul(page.GetKey(rows - 1)))
        {
            rows++;
        }

        return rows;
    }

    private void WarnOfExceeded(PartWriter writer)
    {
        if (writer.Exceeded is { } field && !_hasWarnedOfLimit)
        {
            _hasWarnedOfLimit = true;
            collection.Call.Warnings.Enqueue(
                $"Rows of {_schema.Name} exceed the limit of the field {field.Name}, so they cannot be restored. "
                    + "Raise the limit with Set-MilvusField, and back up again.");
        }
    }

    private static LedgerFacts CreateFacts(PartWriter writer, long bytes, string sha256, bool isLast)
    {
        var facts = new LedgerFacts
        {
            { "rows", writer.RowDigest.Rows },
            { "bytes", bytes },
            { "sha256", sha256 },
            { "keys", writer.KeyDigest.ToString() },
            { "digest", writer.RowDigest.ToString() },
            { "last", isLast },
        };
        facts.AddKey("through", writer.LastKey);
        return facts;
    }

    private static ManifestPart ReadUnit(LedgerUnit unit) => new()
    {
        File = unit.Name,
        Partition = unit.Facts.Find("partition") as string,
        Rows = unit.Facts.GetNumber("rows"),
        Bytes = unit.Facts.GetNumber("bytes"),
        Sha256 = unit.Facts.GetText("sha256"),
        KeyDigest = unit.Facts.GetText("keys"),
        RowDigest = unit.Facts.GetText("digest"),
        LastKey = unit.Facts.Find("through") is { } key ? PartRanges.ToText(key) : null,
    };

    // The part of an earlier run.
    private ManifestPart CheckPart(ManifestPart part)
    {
        var path = Path.Combine(folder, part.File);
        return File.Exists(path) && FileDigest.Read(path) == (part.Bytes, part.Sha256) ? part : throw new MilvusException(
            MilvusErrorId.LedgerMismatch,
            $"The unfinished backup was changed: '{path}' does not have the bytes that the ledger '{ledger.Path}' has.")
        {
            RecommendedAction = "Use -Force to begin again.",
        };
    }

    private async Task VerifyAsync(long? before, CancellationToken token)
    {
        if (before is null)
        {
            return;
        }

        if (settings.Verify is TransferVerification.Key or TransferVerification.Full)
        {
            var second = new SecondRead(client, collection, folder, settings.Verify == TransferVerification.Key);
            Compared = await second.RunAsync(_parts, RewriteAsync, token).ConfigureAwait(false);
            Counted = Rows;
            var counted = await client.CountAllAsync(collection.Call, _schema.Name, token).ConfigureAwait(false);
            await WarnOfDoubledAsync(counted, token).ConfigureAwait(false);
            return;
        }

        Counted = await client.CountAllAsync(collection.Call, _schema.Name, token).ConfigureAwait(false);
        if (Counted == Rows)
        {
            return;
        }

        if (await WarnOfDoubledAsync(Counted.Value, token).ConfigureAwait(false))
        {
            Counted = Rows;
            return;
        }

        if (before == Counted)
        {
            throw new MilvusException(
                MilvusErrorId.TransferMismatch,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Counts.ToText(Rows, "row")} of {_schema.Name} {Counts.Noun(Rows, "was", "were")} read, but "
                        + $"the server counts {Counted:N0}."))
            {
                RecommendedAction = "Use -Verify Key to see which rows differ.",
            };
        }

        collection.Call.Warnings.Enqueue(string.Create(
            CultureInfo.InvariantCulture,
            $"{_schema.Name} was written during the backup, which has {RowCounts.ToText(Rows)}: the server counted {before:N0} before and "
                + $"{Counted:N0} after it. -Verify Key reads the rows that differ again."));
    }

    private Task<bool> WarnOfDoubledAsync(long counted, CancellationToken token) => DoubledSource.WarnAsync(
        new TransferSide(client, collection.Call, _schema, settings.RowsPerFile),
        collection.Partitions,
        (counted, Rows),
        "the backup",
        token);

    // The same range is read again, and replaces the file.
    private async Task RewriteAsync(int number, TransferRange range, CancellationToken token) =>
        _parts[number] = await ReplaceAsync(_parts[number].File, range, token).ConfigureAwait(false);

    private async Task<ManifestPart> ReplaceAsync(string file, TransferRange range, CancellationToken token)
    {
        var path = Path.Combine(folder, file);
        var isLast = range.Through is null;
        ledger.RecordUnit(file, UnitState.Sent);
        using var writer = new PartWriter(path, _schema, int.MaxValue);
        await foreach (var page in range.ReadAsync(client, collection.Call, _schema, keysOnly: false, token).ConfigureAwait(false))
        {
            writer.Add(page);
        }

        writer.Finish();
        WarnOfExceeded(writer);
        var (bytes, sha256) = FileDigest.Read(path);
        var facts = CreateFacts(writer, bytes, sha256, isLast);

        // The range ends where it ended before, so that no row is left out between two files.
        facts.AddKey("through", range.Through ?? writer.LastKey);
        return ReadUnit(ledger.RecordUnit(file, UnitState.Digested, facts));
    }
}

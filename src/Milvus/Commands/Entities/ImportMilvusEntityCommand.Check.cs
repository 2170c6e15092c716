using System.Globalization;
using Milvus.Client;
using Milvus.Commands.Entities;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transfers;
using Milvus.Values;

namespace Milvus;

// The comparison of files with the collection that they were imported into.
public sealed partial class ImportMilvusEntityCommand
{
    private bool _leavesDoubled;

    // An upsert gives rows new keys if the server makes keys, also in a collection that accepts those of an insert.
    private bool KeepsKeys(Collection schema) => Upsert ? schema.PrimaryKey is { AutoId: false } : ServerKeys.AcceptsKeys(schema);

    private bool IsVerifyAsked => MyInvocation.BoundParameters.ContainsKey(nameof(Verify));

    private void CheckComparable(Collection schema)
    {
        if (Verify >= TransferVerification.Key && !KeepsKeys(schema))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The server makes the keys of {schema.Name}, so the rows of a file cannot be found in it: -Verify {Verify} is not "
                    + "possible.")
            {
                RecommendedAction = "Use -Verify Count.",
            };
        }
    }

    // Reads the ledger and the first row of each file, so that -WhatIf finds what the import would refuse, and warns of rows that the
    // import would store a second time.
    private void Try(RowFileOptions options, Collection schema)
    {
        CheckComparable(schema);
        var (hasBegun, before) = (false, (long?)null);
        if (!Force)
        {
            var path = GetLedgerPath();
            var recorded = LedgerFile.Peek(path, CreatePlan(_files, options, schema));
            new ImportedFiles(_files).Check(path, recorded.FindStep);
            FailedVerification.Check(recorded.FindStep, string.Empty, Verify);
            (hasBegun, before) = ImportLedger.FindBegin(recorded);
        }

        before = hasBegun ? before : NeedsCount(schema) ? TryCount(schema) : null;
        foreach (var file in _files)
        {
            var skipped = file == _files[0] ? Skip : 0;
            ForItem(file, () =>
            {
                using var reader = new EntityFileReader(file, options, EmbeddedSchema.ForReading(schema, _embedding));
                CheckZipped(reader);
                var number = 0L;
                foreach (var row in reader.Read(StopToken))
                {
                    if (number == 0)
                    {
                        WarnOfTakenKeys(reader, file, before);
                        Try(row, schema);
                    }

                    // The row that the import takes first decides, as in the import itself.
                    if (number++ >= skipped)
                    {
                        WarnOfKnownKey(row, schema, hasBegun, before);
                        break;
                    }
                }
            });
        }
    }

    // The first rows of a large file are read without its end.
    private void CheckZipped(EntityFileReader reader)
    {
        if (First is null)
        {
            reader.CheckZipped(StopToken);
        }
    }

    /// <summary>The key of a row of a file; null if the row does not fit.</summary>
    private object? FindKey(FileRow row, Collection schema)
    {
        var batch = new RowBatch(EmbeddedSchema.ForComparing(schema, _embedding), forUpsert: true, EntityReader.Unwrap);
        try
        {
            batch.Add(EmbeddedSchema.LeaveVectorOut(row.Read(), _embedding));
            return batch.GetKey(0);
        }
        catch (MilvusException failure)
        {
            WriteVerbose($"{row.Place}: {failure.Message}");
            return null;
        }
    }

    private void Try(FileRow row, Collection schema)
    {
        try
        {
            var batch = new RowBatch(EmbeddedSchema.ForComparing(schema, _embedding), Upsert, EntityReader.Unwrap);
            batch.Add(EmbeddedSchema.LeaveVectorOut(row.Read(), _embedding));
        }
        catch (MilvusException failure)
        {
            throw failure.With($"{row.Place}: {failure.Message}");
        }
    }

    /// <summary>Counts the rows if the user asked for a verification, which must then be possible; otherwise null.</summary>
    /// <exception cref="MilvusException">The collection is not loaded.</exception>
    private long? CountAsAsked(Collection schema)
    {
        if (!IsVerifyAsked || Verify == TransferVerification.None)
        {
            return null;
        }

        try
        {
            return Await((call, token) => Client.CountAllAsync(call, schema.Name, token));
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.CollectionNotLoaded)
        {
            throw failure.With(
                $"{Collection} is not loaded, so -Verify {Verify} is not possible: no row was sent.",
                action: "Load it with Mount-MilvusCollection, or use -Verify None.");
        }
    }

    /// <summary>Verifies the rows as asked for. The ledger has a failure, so that a weaker verification does not hide it.</summary>
    /// <returns>The numbers of counted and of compared rows; null if none were.</returns>
    /// <exception cref="MilvusException">Rows differ, or differed in an earlier run and cannot be verified now.</exception>
    private (long? Counted, long? Compared) VerifyRows(
        IReadOnlyList<string> files, RowFileOptions options, Collection schema, ImportLedger ledger)
    {
        long? counted;
        long? compared;
        try
        {
            (counted, var isOpen, var difference) = CheckCount(ledger, schema);
            compared = Compare(files, options, schema, isOpen, difference);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.TransferMismatch)
        {
            ledger.RecordFailure(Verify, failure);
            throw;
        }

        if (counted is null && compared is null)
        {
            ledger.CheckFailure(TransferVerification.None);
        }

        return (counted, compared);
    }

    // The ledger refuses a file that was corrected after rows of it were sent.
    private void WarnOfUnfinished(long stored, bool keepsKeys) => WriteWarning(
        $"The import is not finished: {RowCounts.ToText(stored)} {Counts.Noun(stored, "was", "were")} stored in {Collection}. The same "
            + "command continues it with unchanged files. If you correct a file of which rows were sent, import it "
            + (keepsKeys ? "with -Upsert -Force, which replaces these rows." : "with -Force and without these rows."));

    // The errors of the rows do not say what became of the other rows.
    private void WarnOfRefused(long refused, long? compared, TransferVerification verified, bool keepsKeys)
    {
        var which = RefusedRows.Describe(refused, _taken);
        if (refused == _taken && refused > 1)
        {
            WriteWarning($"{which}, so no row of the file is in {Collection}. The errors say why.");
        }

        if (refused == 0 || refused == _taken)
        {
            return;
        }

        var fate = compared is not null && verified < Verify
            ? $", so Verified is {verified} instead of {Verify}. The others are in {Collection}, and were compared."
            : $". The others are in {Collection}.";
        var again = !keepsKeys ? ": the whole file would store the others twice."
            : Upsert ? ", or the whole file again: -Upsert replaces the others."
            : ": the whole file would store the others twice, except with -Upsert.";
        WriteWarning($"{which}{fate} Import the corrected rows from a file of their own{again}");
    }

    /// <summary>Compares the growth of the collection with the imported rows.</summary>
    /// <returns>
    /// The growth, null if it is unknown or another one; whether the keys must decide; and how it differs, null if an upsert explains it.
    /// </returns>
    /// <exception cref="MilvusException">They differ, and keys cannot decide.</exception>
    private (long? Counted, bool IsOpen, string? Difference) CheckCount(ImportLedger ledger, Collection schema)
    {
        if (Verify == TransferVerification.None)
        {
            return (null, false, null);
        }

        if (ledger.CountBefore is not { } before || TryCount(schema) is not { } after)
        {
            if (Verify == TransferVerification.Count)
            {
                // Verify was not specified.
                WriteWarning(
                    $"The imported rows are not verified, because the rows of {schema.Name} could not be counted before and after the "
                        + "import. To verify them, load the collection first; -Verify None imports without a warning.");
            }

            return (null, false, null);
        }

        var added = after - before;
        if (added == ledger.Acknowledged)
        {
            return (added, false, null);
        }

        var canCompare = KeepsKeys(schema);
        if (Upsert && added >= 0 && added < ledger.Acknowledged)
        {
            if (!canCompare)
            {
                WriteWarning($"The imported rows are not verified, because some have replaced others: the upserted rows of {schema.Name} "
                    + "have new keys, so they cannot be found. To import without a warning, use -Verify None.");
            }

            return (null, canCompare, null);
        }

        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{schema.Name} had {Counts.ToText(before, "row")} and has {after}, but {ledger.Acknowledged} "
                + $"{Counts.Noun(ledger.Acknowledged, "row was", "rows were")} {(Upsert ? "upserted" : "imported")}.")
            + (ledger.HadDoubt
                ? " The rows of the interrupted request were upserted, so they have replaced rows with their keys, if there were any."
                : string.Empty);
        return canCompare ? (null, true, message) : throw new MilvusException(MilvusErrorId.TransferMismatch, message)
        {
            RecommendedAction = $"Other clients may write to the collection. The server makes the keys of {schema.Name}, so the rows of "
                + "the file cannot be found in it: compare some of them by their values.",
        };
    }

    /// <summary>Compares the rows of the files with those of the collection, as -Verify or the count demands.</summary>
    /// <returns>The number of compared rows; null if none were.</returns>
    /// <exception cref="MilvusException">Rows differ.</exception>
    private long? Compare(
        IReadOnlyList<string> files, RowFileOptions options, Collection schema, bool isOpen, string? difference)
    {
        if (Verify < TransferVerification.Key && !isOpen)
        {
            return null;
        }

        var compared = Compare(files, options, schema, keysOnly: Verify != TransferVerification.Full);
        if (difference is not null)
        {
            var replaced = Upsert ? "it had rows with the same key, of which an upsert leaves one, or "
                : Client.Has(ServerFeature.EqualKeys) ? string.Empty
                : $"it had rows with the same key, of which {Client.Address} keeps the last one, or ";
            WriteWarning($"{difference} The keys of the files are in the collection, each once: {replaced}other clients write to it.");
        }

        return compared;
    }

    // Refused rows are not in the collection, so the file is not verified as a whole.
    private TransferVerification ChooseVerified(long? counted, long? compared, bool isWhole) => (counted, compared) switch
    {
        (null, null) => TransferVerification.None,
        (null, not null) when isWhole && Verify == TransferVerification.Count && !_leavesDoubled => TransferVerification.Key,
        _ when isWhole => Verify,
        _ => TransferVerification.Count,
    };

    /// <summary>Reads the files again, and compares their rows with those of the collection.</summary>
    /// <exception cref="MilvusException">Rows differ.</exception>
    private long Compare(IReadOnlyList<string> files, RowFileOptions options, Collection schema, bool keysOnly)
    {
        var compared = EmbeddedSchema.ForComparing(schema, _embedding);
        var check = new ImportCheck(Client, Call, compared, Partition, keysOnly);
        var display = new WaitDisplay($"Comparing {Collection}");
        (_read, _taken) = (0, 0);
        // No row was sent of a file whose compressed content is damaged.
        foreach (var file in files.Where(_whole.Contains))
        {
            // The errors of a damaged file were reported when it was imported.
            try
            {
                using var reader = new EntityFileReader(file, options, EmbeddedSchema.ForReading(schema, _embedding), _read);
                foreach (var row in reader.Read(StopToken))
                {
                    StopToken.ThrowIfCancellationRequested();
                    if (IsDone)
                    {
                        break;
                    }

                    if (++_read > Skip)
                    {
                        _taken++;
                        check.TryAdd(() => EmbeddedSchema.LeaveVectorOut(row.Read(), _embedding));
                    }

                    if (check.IsFull)
                    {
                        Await(check.CompareAsync, Call, display);
                    }
                }
            }
            catch (MilvusException failure) when (failure.ErrorId is MilvusErrorId.InvalidArgument or MilvusErrorId.SchemaMismatch)
            {
                WriteVerbose($"{file} was read up to its error: {failure.Message}");
            }
        }

        Await(check.CompareAsync, Call, display);
        // An upsert doubles no row, but leaves rows with the same key in other partitions.
        var isLoss = !(Upsert && Verify == TransferVerification.Count);
        var differences = check.Differences.Where(difference => isLoss || difference.Kind != DifferenceKind.Doubled).ToList();
        _leavesDoubled = differences.Count < check.Differences.Count;
        return differences.Count == 0
            ? check.Compared
            : throw DifferenceText.CreateError(
                string.Join(", ", files),
                $"{GetLedgerPlace()}/{schema.Name}",
                differences,
                Advise(differences, schema));
    }

    private static string? Advise(IReadOnlyList<RowDifference> differences, Collection schema) =>
        !differences.Any(difference => difference.Kind == DifferenceKind.Doubled)
            ? "Rows that were sent are missing or changed: other clients may write to the collection. " + ImportLedger.RestartAdvice
        : schema.PrimaryKey is { AutoId: true }
            ? "The doubled rows were there before, or the files have them twice: remove them, and import again with -Force."
        : "The doubled rows were there before, or the files have them twice: repeat the command with -Upsert -Force, which leaves one row "
            + "of each key.";
}

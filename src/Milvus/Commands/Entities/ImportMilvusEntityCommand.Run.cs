using System.Diagnostics;
using System.Globalization;
using Milvus.Client;
using Milvus.Client.Reads;
using Milvus.Commands.Entities;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Embedders;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transfers;

namespace Milvus;

// The run of an import: the rows of all files, one after another, in batches that the ledger follows.
public sealed partial class ImportMilvusEntityCommand
{
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private readonly MisspeltColumns _misspelt = new();
    private long _read;
    private long _taken;
    private bool _hasWarnedOfKeys;

    private void Run(
        IReadOnlyList<string> files, RowFileOptions options, Collection schema, ImportLedger ledger, ImportedFiles imported)
    {
        var clock = Stopwatch.StartNew();
        CheckComparable(schema);
        var rows = CountAsAsked(schema);
        ledger.Open(Force);
        ledger.CheckFailure(Verify);
        CountBefore(ledger, schema, rows);
        SettleDoubt(ledger, schema);
        // Rows that may be stored already are replaced, the others are inserted.
        var doubt = ledger.RowsInDoubt > 0 ? ledger.ReadInDoubt : 0;
        var sender = CreateSender(schema, ledger, replace: doubt > 0);
        Action? sendBatch = null;
        var intake = CreateIntake();
        var failed = false;
        for (var i = 0; i < files.Count; i++)
        {
            var (file, number) = (files[i], i + 1);
            failed |= !TryImport(file, () =>
            {
                using var reader = new EntityFileReader(file, options, EmbeddedSchema.ForReading(schema, _embedding), _read);
                var display = new WaitDisplay($"Importing {System.IO.Path.GetFileName(file)}");
                var begun = _read;
                CheckZipped(reader);
                _whole.Add(file);
                _misspelt.Begin(schema, options.Map);
                sendBatch = SendBatch;
                foreach (var row in reader.Read(StopToken))
                {
                    StopToken.ThrowIfCancellationRequested();
                    if (IsDone)
                    {
                        break;
                    }

                    imported.Reached = number;
                    WarnOfTakenKeys(reader, file, ledger.CountBefore);
                    if (!Takes(ledger))
                    {
                        continue;
                    }

                    WarnOfKnownKey(row, schema, ledger.HasBegun, ledger.CountBefore);

                    if (display.IsDue)
                    {
                        Report();
                        ShowProgress(display);
                    }

                    var read = _read;
                    intake.Take(row.Read, row.Place, row.Place, () =>
                    {
                        ledger.Read = read;
                        ledger.Places.Add(row.Place);
                    });
                    if (_read == doubt && !Upsert)
                    {
                        // All rows in doubt are collected.
                        intake.CollectWaiting();
                        Send(sender, ledger, sender.FinishAsync, display);
                        sender = CreateSender(schema, ledger, replace: false);
                        intake = CreateIntake();
                    }
                }

                void Report() => display.Report(
                    new WaitProgress(reader.Percent, $"{RowCounts.ToText(_read)} read, {RowCounts.ToText(ledger.Acknowledged)} stored")
                    {
                        Done = _read,
                        Before = begun,
                    });

                void SendBatch()
                {
                    Report();
                    Send(sender, ledger, sender.SendAsync, display);
                }
            });
        }

        var last = new WaitDisplay($"Importing into {Collection}");
        last.Report(new WaitProgress(null, "sending the last rows"));
        sendBatch = () => Send(sender, ledger, sender.SendAsync, last);
        intake.CollectWaiting();
        Send(sender, ledger, sender.FinishAsync, last);
        EntityIntake CreateIntake() => new(sender, () => sendBatch!(), WriteError)
        {
            RowAdvice = RowFileErrors.RowAdvice,
            Look = (row, place) => _misspelt.Look(row, place, WriteWarning),
            ExplainMissing = field => EmbedderChoice.AdviseOn(Connected, schema, field),
            Embedding = _embedding is null ? null : new RowEmbedding(_embedding, texts => Embed(sender, ledger, texts)),
        };
        if (failed && ledger.Acknowledged == 0)
        {
            // The errors say all.
            return;
        }

        if (!failed)
        {
            ledger.RecordAllSent();
            if (_taken == 0)
            {
                WriteWarning($"No row was read from {string.Join(", ", files)}.");
            }
        }

        var (counted, compared) = VerifyRows(files, options, schema, ledger);
        var verified = failed
            ? TransferVerification.None
            : ChooseVerified(counted, compared, isWhole: _taken == ledger.Acknowledged);
        if (failed)
        {
            WarnOfUnfinished(ledger.Acknowledged, keepsKeys: schema.PrimaryKey is { AutoId: false });
        }
        else
        {
            WarnOfRefused(_taken - ledger.Acknowledged, compared, verified, schema.PrimaryKey is { AutoId: false });
            ledger.Complete();
        }

        WriteObject(Mark(new TransferResult
        {
            Source = string.Join(", ", files),
            Target = $"{GetLedgerPlace()}/{schema.Name}",
            RowsRead = _taken,
            RowsSent = ledger.Acknowledged,
            RowsAcknowledged = ledger.Acknowledged,
            RowsRefused = _taken - ledger.Acknowledged,
            RowsCounted = counted,
            RowsCompared = compared,
            Verified = verified,
            Duration = clock.Elapsed,
            LedgerPath = ledger.Path,
            Collection = schema,
        }));
    }

    // Keys by position begin with 0 in each import, so they are probably those of the rows that the collection has.
    private void WarnOfTakenKeys(EntityFileReader reader, string file, long? countBefore)
    {
        if (_hasWarnedOfKeys || !reader.HasPositionsAsKeys || countBefore is not > 0)
        {
            return;
        }

        _hasWarnedOfKeys = true;
        var result = Upsert ? "rows with the same keys are replaced" : "rows with the same keys are stored twice";
        WriteWarning(
            $"{file} has no keys, so the keys are the positions of its rows, from 0. {Collection} already has "
                + $"{RowCounts.ToText(countBefore.Value)}: {result}. To avoid that, use a collection that makes its keys (-AutoId), "
                + $"or a file with keys{(Upsert ? string.Empty : "; -Upsert replaces rows with the same keys")}.");
    }

    // Rows of an import that was begun in another folder, for example, whose ledger is there.
    private void WarnOfKnownKey(FileRow row, Collection schema, bool hasBegun, long? countBefore)
    {
        if (_hasWarnedOfKeys || Upsert || hasBegun || countBefore is not > 0 || !KeepsKeys(schema))
        {
            return;
        }

        _hasWarnedOfKeys = true;
        if (FindKey(row, schema) is { } key && !KeyGroup.HasNul(key) && CountKey(schema.PrimaryKey!, key) > 0)
        {
            var result = Client.Has(ServerFeature.EqualKeys) ? "stores such rows a second time" : "replaces such rows";
            WriteWarning($"{Collection} already has a row with the key {DifferenceText.List([key])} of {row.Place}: an insert {result}. If "
                + "this import was interrupted, repeat it in the folder of its ledger, or with its -LedgerPath; -Upsert replaces rows.");
        }
    }

    // What is visible now is enough: a server would wait for later writes.
    private long? CountKey(Field field, object key) => TryRead<long?>(
        $"Whether {Collection} has a key of the file",
        async (call, token) => await Client
            .CountAsync(call, Collection, Partition is null ? [] : [Partition], KeyFilter.WriteIn(field, [key]), token, since: 1)
            .ConfigureAwait(false));

    private bool IsDone => First is { } first && _taken >= first;

    /// <summary>Counts a row; false if it is skipped, or if an earlier run has sent it.</summary>
    private bool Takes(ImportLedger ledger)
    {
        _read++;
        if (_read <= Skip)
        {
            return false;
        }

        _taken++;
        return _read > ledger.ReadBefore;
    }

    private bool TryImport(string file, Action import)
    {
        var succeeded = false;
        ForItem(file, () =>
        {
            import();
            succeeded = true;
        });
        return succeeded;
    }

    // An upsert would give rows new keys if the server makes keys.
    private EntitySender CreateSender(Collection schema, ImportLedger ledger, bool replace)
    {
        var makesKeys = schema.PrimaryKey is { AutoId: true };
        var upsert = Upsert || (replace && !makesKeys);
        // The rows in doubt travel as they did before, so that the ledger has either all or none of them.
        var size = replace ? (int)ledger.RowsInDoubt : BatchSize;
        return new(Client, Call, schema, new RowWrite { Partition = Partition }, size, upsert)
        {
            Batches = ledger,
            Prepare = _embedding is null ? null : _embedding.RecordAsync,
            DeletesBefore = replace && makesKeys && !Upsert,
        };
    }

    private IReadOnlyList<object> Embed(EntitySender sender, ImportLedger ledger, IReadOnlyList<string> texts)
    {
        try
        {
            return Await(token => _embedding!.EmbedRowsAsync(texts, token), Call);
        }
        catch (MilvusException failure)
        {
            Send(sender, ledger, _ => sender.CompleteAsync());
            ThrowTerminatingError(ErrorRecords.From(EntityFailure.OfEmbedding(failure, ledger.Acknowledged), Collection));
            throw;
        }
    }

    private void Send(EntitySender sender, ImportLedger ledger, Func<CancellationToken, Task> send, WaitDisplay? display = null)
    {
        try
        {
            Await(send, Call, display);
        }
        catch (MilvusException failure)
        {
            // A row number means that the rows before it may be stored.
            if (failure is { OutcomeUnknown: false, Row: null } && failure.Method is not null)
            {
                ledger.Refuse();
            }

            var placed = EntityFailure.OfBatch(ledger.SentPlaces.AddTo(failure), sender);
            ThrowTerminatingError(ErrorRecords.From(AdviseToContinue(placed), Collection));
        }
    }

    // Without keys, the number of rows says whether the last rows before an interruption are stored.
    private void CountBefore(ImportLedger ledger, Collection schema, long? counted)
    {
        if (!ledger.HasBegun && NeedsCount(schema))
        {
            ledger.CountBefore = counted ?? TryCount(schema);
        }
    }

    private bool NeedsCount(Collection schema) => Verify != TransferVerification.None || schema.PrimaryKey is { AutoId: true };

    /// <summary>The rows of the collection; null if it is not loaded.</summary>
    private long? TryCount(Collection schema)
    {
        try
        {
            return TryRead<long?>(
                $"The number of rows of {Collection}",
                async (call, token) => await Client.CountAllAsync(call, schema.Name, token).ConfigureAwait(false));
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.CollectionNotLoaded)
        {
            WriteVerbose($"{Collection} is not loaded, so its rows cannot be counted.");
            return null;
        }
    }

    /// <summary>
    /// Rows with keys that the server makes cannot be upserted. Their number says whether the batch in doubt was stored.
    /// </summary>
    private void SettleDoubt(ImportLedger ledger, Collection schema)
    {
        if (ledger.RowsInDoubt == 0 || ledger.DoubtHasKeys)
        {
            return;
        }

        // An upsert replaces some rows, so their number says nothing.
        var before = Upsert ? null : ledger.CountBefore + ledger.Acknowledged;
        var now = before is null ? null : TryCount(schema);
        if (now is not null && now == before + ledger.RowsInDoubt)
        {
            ledger.Settle();
        }
        else if (now is null || now != before)
        {
            var found = Upsert ? "an upsert gives the rows new ones"
                : now is null ? "its rows cannot be counted"
                : string.Create(
                    CultureInfo.InvariantCulture, $"it has {RowCounts.ToText(now)}, not {before} or {before + ledger.RowsInDoubt}");
            throw new MilvusException(
                MilvusErrorId.TransferMismatch,
                $"It is unknown whether the last {Counts.ToText(ledger.RowsInDoubt, "row")} before the "
                    + $"interruption got stored: the server makes the keys of {schema.Name}, and {found}.")
            {
                RecommendedAction = "Remove the rows of the import, or import into a new collection, with -Force.",
            };
        }
        else
        {
            ledger.Redo();
        }
    }
}

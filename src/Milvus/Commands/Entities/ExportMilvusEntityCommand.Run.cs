using System.Globalization;
using Milvus.Client.Filters;
using Milvus.Commands.Entities;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transfers;
using Milvus.Values;

namespace Milvus;

// The run of an export: the rows of all pages, in units that the ledger follows.
public sealed partial class ExportMilvusEntityCommand
{
    // A unit is lost and repeated when an export is interrupted. Larger ones need more memory in Parquet and Arrow.
    private const long UnitBytes = 4 << 20;

    private (long Bytes, string Sha256)? _appendedTo;
    private WrittenRowsDigest? _fileDigest;
    private string? _filter;
    private long _refused;
    private long? _total;

    private TransferPlan CreatePlan(RowFileTarget target, Collection schema, string[]? fields) =>
        new(
            "export",
            ("source", $"{GetLedgerPlace()}/{schema.Name}"),
            ("the id of the source", schema.Id.ToString(CultureInfo.InvariantCulture)),
            ("schema", FieldsDigest.Compute(schema)),
            ("target", target.Path),
            ("format", target.Format.Name),
            ("-Encoding", Encoding?.ToString() ?? string.Empty),
            ("-Delimiter", Delimiter?.ToString() ?? string.Empty),
            ("-EscapeFormula", EscapeFormula ? "yes" : string.Empty),
            (
                "-Append",
                !Append ? string.Empty
                    : _appendedTo is { } old ? string.Create(CultureInfo.InvariantCulture, $"after {old.Bytes} bytes, {old.Sha256}")
                    : "to a new file"),
            ("-Filter", _filter ?? string.Empty),
            ("the digest of -FilterParameter", FilterParameter is null ? string.Empty : LedgerNames.Digest(FilterParameter)),
            ("-OutputField", string.Join(", ", fields ?? [])),
            ("-Partition", string.Join(", ", Partition ?? [])),
            ("-Namespace", Namespace ?? string.Empty),
            ("-TimeZone", TimeZone ?? string.Empty),
            ("-TimeField", string.Join(", ", TimeField ?? [])),
            ("-First", First?.ToString(CultureInfo.InvariantCulture) ?? string.Empty),
            ("-Skip", Skip.ToString(CultureInfo.InvariantCulture)),
        // The digest of the rows is summed from the first one.
        ("-Verify", Verify >= TransferVerification.Key ? Verify.ToString() : string.Empty));

    // The ledger goes before the file gets its name: a process that is killed in between begins again, and never appends twice.
    private void Complete(RowFileTarget target, long before, EntityFileWriter writer, ExportLedger ledger)
    {
        CheckRows(target, before, writer);
        LocalFiles.CheckTarget(target.Path, Force || Append);
        if (Append && ReadAppended(target) != _appendedTo)
        {
            throw new MilvusException(
                MilvusErrorId.TransferMismatch, $"The file '{target.Path}' was changed while rows were appended to it: it stays as it is.")
            {
                RecommendedAction = ledger.Path is null
                    ? "Repeat the command."
                    : $"Remove '{ledger.Path}', and repeat the command.",
            };
        }

        ledger.Complete();
    }

    // What other programs append meanwhile would be lost.
    private static (long Bytes, string Sha256)? ReadAppended(RowFileTarget target) =>
        File.Exists(target.Path) ? FileDigest.Read(target.Path) : null;

    private void CheckRows(RowFileTarget target, long before, EntityFileWriter writer)
    {
        if (Verify == TransferVerification.None)
        {
            return;
        }

        var expected = before + writer.Rows;
        var counted = RowFileCounter.Count(target.Draft, target, StopToken);
        if (counted != expected)
        {
            throw CreateMismatch(
                $"The file has {Counts.ToText(counted, "row")}, but {Counts.ToText(expected, "row was", "rows were")} written");
        }

        if (_fileDigest?.Matches(target.Draft, before > 0 ? target.Path : null, StopToken) == false)
        {
            throw CreateMismatch(
                $"The {(Verify == TransferVerification.Key ? "keys" : "rows")} of the file are not those that were written");
        }
    }

    private void WarnOfDoubledKeys(Collection schema, long rows)
    {
        // The rows of these reads are others than those of a count.
        var isPart = First is not null || Skip > 0 || IgnoreGrowing || GuaranteeTimestamp is not null || Namespace is not null;
        if (Verify == TransferVerification.None || isPart || schema.PrimaryKey is null)
        {
            return;
        }

        var source = new TransferSide(Client, Call, schema, BatchSize, BindFilter(schema));
        string?[] partitions = Partition is null ? [null] : [.. Partition.Distinct(StringComparer.Ordinal)];
        Await(
            async (_, token) =>
            {
                var counted = await source.CountAsync(partitions, token).ConfigureAwait(false);
                await DoubledSource.WarnAsync(source, partitions, (counted, rows), "the file", token).ConfigureAwait(false);
            },
            Call);
    }

    private static MilvusException CreateMismatch(string message) =>
        new(MilvusErrorId.TransferMismatch, message + ": the file was changed, or the disk is faulty.")
        {
            RecommendedAction = "Export again with -Force.",
        };

    private WrittenRowsDigest? CreateDigest(RowFileTarget target, Collection schema, IReadOnlyList<string> columns)
    {
        if (Verify < TransferVerification.Key)
        {
            return null;
        }

        var key = schema.PrimaryKey!.Name;
        return Verify == TransferVerification.Full || columns.Contains(key)
            ? new WrittenRowsDigest(target, schema, columns, Verify == TransferVerification.Key)
            : throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The file does not have the keys '{key}', so they cannot be compared.")
            {
                RecommendedAction = "Use -Verify Full, which compares the fields of the file.",
            };
    }

    private string? BindFilter(Collection schema) => _filter is null
        ? null
        : BoundFilter.Bind(_filter, Tables.ReadFilterValues(FilterParameter), serverKnowsTemplates: false, schema).Expression;

    /// <summary>The number of rows to export, which only a long export counts; 0 if it is unknown.</summary>
    private long CountForProgress()
    {
        var all = string.IsNullOrEmpty(_filter) && Partition is not { Length: > 0 }
            ? Await(token => RowCounts.CountCollectionAsync(Client, Call, Collection, token), Call)
            : Await(CountMatchesAsync, Call);
        return all is { } rows ? Math.Min(Math.Max(0, rows - Skip), First ?? long.MaxValue) : First ?? 0;
    }

    private async Task<long?> CountMatchesAsync(CancellationToken token)
    {
        var schema = await Client.GetSchemaAsync(Call, Collection, token).ConfigureAwait(false);
        return await RowCounts
            .CountMatchesAsync(Client, Call, Collection, Partition ?? [], BindFilter(schema), token)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// The partitions of a read of the whole collection; null if it needs no names. A read without names leaves out partitions that are not
    /// loaded, and no server says so. With names, it is an error. Those of a partition key are loaded together, and cannot be named.
    /// </summary>
    private IReadOnlyList<string>? ListPartitions(Collection schema)
    {
        if (Partition is { Length: > 0 } || Namespace is not null || schema.Field.Any(field => field.PartitionKey))
        {
            return Partition;
        }

        var found = TryRead<IReadOnlyList<string>>(
            "The partitions",
            async (call, token) => await Client.ListPartitionsAsync(call, schema.Name, token).ConfigureAwait(false));
        if (found is null)
        {
            WriteWarning($"The partitions of {schema.Name} cannot be listed. The file has only the rows of those that are loaded.");
        }

        return found is { Count: 1 } ? null : found;
    }

    // A read of several partitions returns a key once, although each partition can have a row of it.
    private void Read(
        EntityFileWriter writer,
        string[]? fields,
        IReadOnlyList<string>? all,
        ExportLedger ledger,
        RowFileTarget target,
        HashSet<string> missing)
    {
        string?[] partitions = Partition is { Length: > 1 } several ? [.. several.Distinct(StringComparer.Ordinal)] : [null];
        var (position, skip) = (ledger.Position, ledger.Position is null ? Skip : 0);
        for (var i = Math.Max(0, Array.IndexOf(partitions, ledger.Partition)); i < partitions.Length; i++)
        {
            var partition = partitions[i];
            // How many rows one of several partitions skips is known only when they are read.
            var dropped = partition is null ? 0 : skip;
            var request = CreateRequest(target.Format.IsUnnamed ? [writer.Columns[0]] : fields);
            request = request with
            {
                Partitions = partition is null ? all : [partition],
                First = First - writer.Rows - _refused + dropped,
                Skip = skip - dropped,
                From = position,
                PageSize = BatchSize,
                ReadsAhead = true,
            };
            (skip, var session) = ReadPages(writer, request, (partition, dropped), ledger, target, missing);
            // All partitions are read at the same time.
            position = session > 0 ? new ReadPosition(null, session) : null;
        }
    }

    private (long Skip, ulong Session) ReadPages(
        EntityFileWriter writer,
        QueryRequest request,
        (string? Partition, long Skip) part,
        ExportLedger ledger,
        RowFileTarget target,
        HashSet<string> missing)
    {
        var (skip, session) = (part.Skip, 0UL);
        var display = new WaitDisplay($"Exporting {Collection}");
        var before = writer.Rows;
        var pages = Client.QueryAsync(Call, Collection, request, StopToken).GetAsyncEnumerator(StopToken);
        try
        {
            while (request.First is not <= 0 && Await(_ => pages.MoveNextAsync().AsTask(), Call, display))
            {
                var page = pages.Current;
                session = page.GetPosition(page.Count - 1)?.Session ?? session;
                var dropped = (int)Math.Min(skip, page.Count);
                skip -= dropped;
                page = page.Slice(dropped, page.Count - dropped);
                var summed = 0;
                for (var i = 0; i < page.Count; i++)
                {
                    if (missing.Count > 0)
                    {
                        missing.ExceptWith(page.GetRow(i, storedOnly: true).Select(pair => pair.Key));
                    }

                    if (!TryWrite(writer, page, i))
                    {
                        Sum(page, ref summed, i);
                        summed = i + 1;
                    }

                    if (writer.Pending >= UnitBytes)
                    {
                        writer.Commit();
                        Sum(page, ref summed, i + 1);
                        if (target.IsResumable && page.GetPosition(i) is { } position)
                        {
                            var digest = _fileDigest?.Text ?? string.Empty;
                            ledger.Record((writer.Rows, _refused), writer.ReadEnd(), part.Partition, position, digest);
                        }
                    }
                }

                Sum(page, ref summed, page.Count);

                if (display.IsDue)
                {
                    _total ??= CountForProgress();
                }

                display.Report(WaitProgress.OfRows(writer.Rows, _total is > 0 ? _total : null) with { Before = before });
            }
        }
        finally
        {
            pages.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        return (skip, session);
    }

    /// <summary>Writes a row. A row that no file can have is an error with its key, and the other rows are written.</summary>
    private bool TryWrite(EntityFileWriter writer, RowPage page, int row)
    {
        var values = page.GetRow(row, storedOnly: true).ToList();
        var key = page.Keys is null ? null : page.GetKey(row);
        if (writer.FindUnwritable(values, key) is { } refused)
        {
            _refused++;
            WriteError(ErrorRecords.From(refused, key));
            return false;
        }

        writer.Write(values);
        return true;
    }

    private QueryRequest CreateRequest(string[]? fields) => new()
    {
        ProvesEnd = true,
        Filter = _filter,
        FilterParameters = Tables.ReadFilterValues(FilterParameter),
        OutputFields = fields,
        Partitions = Partition,
        ConsistencyLevel = ConsistencyLevel,
        GuaranteeTimestamp = GuaranteeTimestamp,
        IgnoreGrowing = IgnoreGrowing,
        TimeZone = TimeZone,
        TimeFields = TimeField,
        Namespace = Namespace,
        ClusterId = Cluster,
    };

    // Reads one row, so that -WhatIf finds a filter or a field that the server refuses.
    private void Try(IReadOnlyList<string> columns, RowFileTarget target, string[]? fields)
    {
        var request = CreateRequest(target.Format.IsUnnamed ? [columns[0]] : fields) with { First = 1 };
        Await(async (call, token) =>
        {
            await foreach (var page in Client.QueryAsync(call, Collection, request, token).ConfigureAwait(false))
            {
                _ = page;
            }
        });
    }

    // Adds the rows up to one to the digest of the written rows.
    private void Sum(RowPage page, ref int summed, int to)
    {
        if (_fileDigest is not null && to > summed)
        {
            _fileDigest.Add(page.Slice(summed, to - summed));
        }

        summed = to;
    }
}

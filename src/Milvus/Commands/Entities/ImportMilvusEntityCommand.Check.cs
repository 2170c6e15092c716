using System.Globalization;
using Milvus.Commands.Entities;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transfers;

namespace Milvus;

// The comparison of files with the collection that they were imported into.
public sealed partial class ImportMilvusEntityCommand
{
    private bool IsVerifyAsked => MyInvocation.BoundParameters.ContainsKey(nameof(Verify));

    private void CheckComparable(Collection schema)
    {
        if (Verify >= TransferVerification.Key && !Upsert && !ServerKeys.AcceptsKeys(schema))
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

    /// <summary>Counts the rows if the user asked for a verification, which must then be possible; otherwise null.</summary>
    /// <exception cref="MilvusException">The collection is not loaded.</exception>
    private long? CountAsAsked()
    {
        if (!IsVerifyAsked || Verify == TransferVerification.None)
        {
            return null;
        }

        try
        {
            return Await((call, token) => Client.CountAllAsync(call, Collection, token));
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.CollectionNotLoaded)
        {
            throw failure.With(
                $"{Collection} is not loaded, so -Verify {Verify} is not possible: no row was sent.",
                action: "Load it with Mount-MilvusCollection, or use -Verify None.");
        }
    }

    /// <summary>Compares the growth of the collection with the imported rows. With -Verify Key or Full, the keys decide instead.</summary>
    /// <returns>The growth; null if it is unknown, or if other clients have changed it.</returns>
    /// <exception cref="MilvusException">They differ.</exception>
    private long? CheckCount(ImportLedger ledger, Collection schema)
    {
        if (Verify == TransferVerification.None)
        {
            return null;
        }

        if (ledger.CountBefore is not { } before || TryCount() is not { } after)
        {
            if (Verify == TransferVerification.Count)
            {
                // Verify was not specified. To import before the collection is indexed and loaded is usual.
                WriteVerbose(
                    $"The imported rows are not verified, because the rows of {schema.Name} could not be counted before and after the "
                        + "import. To verify them, load the collection first.");
            }

            return null;
        }

        var added = after - before;
        if (Upsert ? added >= 0 && added <= ledger.Acknowledged : added == ledger.Acknowledged)
        {
            return Upsert ? ledger.Acknowledged : added;
        }

        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{schema.Name} had {before} rows and has {after}, but {ledger.Acknowledged} "
                + $"{Counts.Noun(ledger.Acknowledged, "row was", "rows were")} {(Upsert ? "upserted" : "imported")}.");
        if (Verify >= TransferVerification.Key)
        {
            WriteVerbose($"{message} Other clients may write to it: the keys decide.");
            return null;
        }

        throw new MilvusException(MilvusErrorId.TransferMismatch, message)
        {
            RecommendedAction = Upsert
                ? "Other clients may write to the collection, or it had rows with the same key, of which an upsert leaves one: "
                    + "-Verify Key compares the keys."
                : "Other clients may write to the collection: -Verify Key compares the keys, and finds rows that are there twice.",
        };
    }

    // Refused rows are not in the collection, so the file is not verified as a whole.
    private TransferVerification ChooseVerified(long? counted, long? compared, bool isWhole) => (counted, compared) switch
    {
        (null, null) => TransferVerification.None,
        _ when isWhole => Verify,
        (null, _) => TransferVerification.None,
        _ => TransferVerification.Count,
    };

    /// <summary>Reads the files again, and compares their rows with those of the collection.</summary>
    /// <exception cref="MilvusException">Rows differ.</exception>
    private long Compare(IReadOnlyList<string> files, RowFileOptions options, Collection schema)
    {
        var compared = EmbeddedSchema.ForComparing(schema, _embedding);
        var check = new ImportCheck(Client, Call, compared, Partition, keysOnly: Verify == TransferVerification.Key);
        var display = new WaitDisplay($"Comparing {Collection}");
        (_read, _taken) = (0, 0);
        foreach (var file in files)
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
        return check.Differences.Count == 0
            ? check.Compared
            : throw DifferenceText.CreateError(
                string.Join(", ", files),
                $"{GetPlace()}/{schema.Name}",
                check.Differences,
                Advise(check, schema));
    }

    private static string? Advise(ImportCheck check, Collection schema) =>
        !check.Differences.Any(difference => difference.Kind == DifferenceKind.Doubled) ? null
        : schema.PrimaryKey is { AutoId: true }
            ? "The doubled rows were there before, or the files have them twice: remove them, and import again with -Force."
        : "The doubled rows were there before, or the files have them twice: repeat the command with -Upsert -Force, which leaves one row "
            + "of each key.";
}

using Milvus.Commands.Entities;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transfers;

namespace Milvus;

/// <summary>The comparison of files with the collection that they were imported into.</summary>
public sealed partial class ImportMilvusEntityCommand
{
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

    /// <summary>Reads the files again, and compares their rows with those of the collection.</summary>
    /// <exception cref="MilvusException">Rows differ.</exception>
    private long Compare(IReadOnlyList<string> files, RowFileOptions options, Collection schema)
    {
        var check = new ImportCheck(Client, Call, schema, Verify == TransferVerification.Key);
        var display = new WaitDisplay($"Comparing {Collection}");
        (_read, _taken) = (0, 0);
        foreach (var file in files)
        {
            // The errors of a damaged file were reported when it was imported.
            try
            {
                using var reader = new EntityFileReader(file, options, schema, _read);
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
                        check.TryAdd(row.Read);
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
            : throw DifferenceText.CreateError(string.Join(", ", files), $"{GetPlace()}/{schema.Name}", check.Differences);
    }
}

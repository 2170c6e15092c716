using System.Globalization;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Objects;

namespace Milvus.Commands.Imports;

/// <summary>Compares the rows that imports report with the growth of their collection.</summary>
internal static class ImportVerification
{
    /// <summary>Refuses what a server cannot prove: it does not tell which rows of a file it stored.</summary>
    /// <exception cref="MilvusException">Keys or values would have to be compared.</exception>
    internal static void Check(TransferVerification verify)
    {
        if (verify is not (TransferVerification.None or TransferVerification.Count))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"-Verify {verify} is not supported for imports of the server: the rows of the files are not on this machine.")
            {
                RecommendedAction =
                    "Use -Verify Count. To compare keys and values, use Import-MilvusEntity or Copy-MilvusCollection, which read the rows.",
            };
        }
    }

    /// <summary>Counts the rows before an import; null if that is impossible.</summary>
    /// <param name="client">The client.</param>
    /// <param name="call">Time budget and messages.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="isAsked">Whether the user asked for the comparison, so that it must be possible.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="MilvusException">The rows cannot be counted although the user asked for it; nothing was imported.</exception>
    internal static async Task<long?> CountBeforeAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        bool isAsked,
        CancellationToken token)
    {
        try
        {
            return isAsked
                ? await client.CountAllAsync(call, collection, token).ConfigureAwait(false)
                : await RowCounts.CountCollectionAsync(client, call, collection, token).ConfigureAwait(false);
        }
        catch (MilvusException failure)
            when (failure.ErrorId is MilvusErrorId.CollectionNotFound or MilvusErrorId.DatabaseNotFound && !isAsked)
        {
            // The import reports it. A REST interface of another address may have the collection.
            return null;
        }
    }

    /// <summary>Compares completed imports of a collection with its growth, and notes the result in them.</summary>
    /// <exception cref="MilvusException">Rows are missing or doubled.</exception>
    internal static async Task CompareAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        IReadOnlyList<ImportJob> jobs,
        CancellationToken token)
    {
        foreach (var job in jobs.Where(job => job.TotalRows is { } total && total != job.RowCount))
        {
            throw CreateError(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Import {job} into {collection} is completed, but the server imported "
                        + $"{job.RowCount:N0} of {Counts.ToText(job.TotalRows ?? 0, "row")}."));
        }

        if (jobs.Where(job => job.RowsBefore is null).ToList() is { Count: > 0 } uncounted)
        {
            call.Warnings.Enqueue(
                $"The imported rows of {string.Join(", ", uncounted)} are not verified, because the rows of "
                    + $"{(collection.Length > 0 ? collection : "the collection")} were not counted before the import. To verify "
                    + "imports, load the collection, and pipe the output of Start-MilvusImport. To omit this warning, use -Verify None.");
            return;
        }

        var before = jobs.Min(job => job.RowsBefore!.Value);
        var imported = jobs.Sum(job => job.RowCount);
        var after = await client.CountImportedAsync(call, collection, before + imported, token).ConfigureAwait(false);
        foreach (var job in jobs)
        {
            (job.RowsCounted, job.Verified) = (after, after == before + imported ? TransferVerification.Count : TransferVerification.None);
        }

        if (after != before + imported)
        {
            var difference = after - before - imported;
            throw CreateError(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{collection} had {Counts.ToText(before, "row")} before the import and has {after:N0} now, but the server reported "
                        + $"{Counts.ToText(imported, "imported row")}: {Math.Abs(difference):N0} "
                        + $"{Counts.Noun(Math.Abs(difference), "is", "are")} {(difference < 0 ? "missing" : "too many")}."));
        }
    }

    private static MilvusException CreateError(string message) => new(MilvusErrorId.TransferMismatch, message)
    {
        RecommendedAction =
            "If other clients write to the collection meanwhile, that is the reason: use -Verify None. Otherwise look into the log of the "
                + "server for the id of the job, and count again with Measure-MilvusCollection -Exact.",
    };
}

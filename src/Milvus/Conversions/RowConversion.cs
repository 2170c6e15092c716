using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Transfers;
using Milvus.Values;

namespace Milvus.Conversions;

/// <summary>Reads ranges of the old collection, and makes batches of new rows.</summary>
internal sealed class RowConversion(
    MilvusClient client, CallContext call, Collection source, Collection target, RowTransform transform, ConversionWait wait, int batchSize)
{
    private const int RangeRows = 10_000;

    private readonly RowDigester _ofSource = new(source);

    /// <summary>Whether a row could not be converted, so that the command must be corrected.</summary>
    internal bool HasRefused { get; private set; }

    /// <summary>Notes that the conversion ends with an error about its rows.</summary>
    internal MilvusException Refuse(MilvusException failure)
    {
        HasRefused = true;
        return failure;
    }

    /// <summary>The digest of the old rows of a range as they are now.</summary>
    internal Task<RowDigest> DigestAsync(ConvertedRange range, CancellationToken token) => range.IsRemoved
        ? Task.FromResult(RowDigest.Empty)
        : range.Keyed.DigestAsync(client, call, source, _ofSource, keysOnly: false, token);

    /// <summary>Reads a range, whose digest is set when it is read.</summary>
    /// <param name="range">The range.</param>
    /// <param name="isNew">Whether it ends where it has enough rows.</param>
    /// <returns>The new rows, and the keys of the old row of each.</returns>
    internal IEnumerable<(RowBatch Rows, List<object> Origins)> Read(ConvertedRange range, bool isNew)
    {
        if (range.IsRemoved)
        {
            range.Source = RowDigest.Empty;
            yield break;
        }

        var batch = new RowBatch(target, unwrap: EntityReader.Unwrap);
        var origins = new List<object>();
        var digest = RowDigest.Empty;
        var pages = range.Keyed.ReadAsync(client, call, source, keysOnly: false, CancellationToken.None).GetAsyncEnumerator();
        try
        {
            while (wait.Run(_ => pages.MoveNextAsync().AsTask()))
            {
                var page = pages.Current;
                digest += _ofSource.Digest(page);
                range.Read += page.Count;
                for (var row = 0; row < page.Count; row++)
                {
                    origins.AddRange(Enumerable.Repeat(page.GetKey(row), Add(batch, page, row)));

                    if (batch.Count >= batchSize)
                    {
                        yield return (batch, origins);
                        batch.Clear();
                        origins.Clear();
                    }
                }

                if (isNew && digest.Rows >= RangeRows)
                {
                    range.Through = page.GetKey(page.Count - 1);
                    break;
                }
            }
        }
        finally
        {
            wait.Run(async _ =>
            {
                await pages.DisposeAsync().ConfigureAwait(false);
                return true;
            });
        }

        range.Source = digest;
        if (batch.Count > 0)
        {
            yield return (batch, origins);
        }
    }

    /// <summary>Adds what a row of the old collection becomes.</summary>
    /// <returns>The number of new rows.</returns>
    private int Add(RowBatch batch, RowPage page, int row)
    {
        var before = batch.Count;
        try
        {
            foreach (var made in transform.Run(page, row))
            {
                batch.Add(made);
            }

            return batch.Count - before;
        }
        catch (MilvusException failure)
        {
            throw Refuse(transform.Refuse(failure, page.GetKey(row)));
        }
    }
}

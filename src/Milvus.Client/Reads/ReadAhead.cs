using System.Runtime.CompilerServices;

namespace Milvus.Client.Reads;

/// <summary>Requests a page while the page before it is used.</summary>
internal static class ReadAhead
{
    /// <summary>
    /// The same pages. Whoever takes the first ones and stops makes no request in vain; after that, one page is requested ahead. Ending the
    /// enumeration cancels its request.
    /// </summary>
    /// <param name="pages">The pages, each of which is requested when it is asked for.</param>
    /// <param name="first">The number of pages that nothing is requested behind until the next one is asked for; at least 1.</param>
    /// <param name="token">Cancels the requests.</param>
    internal static async IAsyncEnumerable<T> AfterAsync<T>(
        IAsyncEnumerable<T> pages,
        int first,
        [EnumeratorCancellation] CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var source = pages.GetAsyncEnumerator(stop.Token);
        Task<bool>? next = null;
        try
        {
            for (var seen = 1; await (next ?? source.MoveNextAsync().AsTask()).ConfigureAwait(false); seen++)
            {
                var page = source.Current;

                // The engine answers on the thread that asks.
                next = seen > first ? Task.Run(() => source.MoveNextAsync().AsTask(), CancellationToken.None) : null;
                yield return page;
            }
        }
        finally
        {
            if (next is { IsCompleted: false })
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }

            if (next is not null)
            {
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await source.DisposeAsync().ConfigureAwait(false);
        }
    }
}

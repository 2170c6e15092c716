using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Pipeline;

/// <summary>Reads of several objects at once.</summary>
public abstract partial class ConnectedCommand
{
    // Each read can be several calls. A server far away answers 20 collections in one round trip.
    private const int MaxReadsAtOnce = 32;

    /// <summary>
    /// Reads each object of a list that the server returned, several at once, and writes them in the order of the list. An object that
    /// another client has dropped since is left out.
    /// </summary>
    /// <param name="listed">The objects of the list.</param>
    /// <param name="from">The piped object; null if names were specified.</param>
    /// <param name="read">Reads one object.</param>
    private protected void WriteEachListed<T, TRead>(
        IReadOnlyList<T> listed,
        MilvusObject? from,
        Func<MilvusClient, CallContext, T, CancellationToken, Task<TRead>> read)
        where TRead : MilvusObject
    {
        var (client, context) = (GetClient(from), GetCall(from));
        using var stop = new CancellationTokenSource();
        var running = new Queue<Task<TRead>>();
        try
        {
            var next = 0;
            foreach (var item in listed)
            {
                while (running.Count < MaxReadsAtOnce && next < listed.Count)
                {
                    running.Enqueue(read(client, context, listed[next++], stop.Token));
                }

                var found = running.Dequeue();
                ForListed(item, () => Write(Await((_, token) => found.WaitAsync(token), context), from));
            }
        }
        finally
        {
            // The pipeline may have enough, or was stopped.
            stop.Cancel();
        }
    }
}

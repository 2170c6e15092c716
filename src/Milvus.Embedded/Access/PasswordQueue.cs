using Grpc.Core;

namespace Milvus.Embedded.Access;

/// <summary>
/// Checks passwords, which is slow by design, so that callers with wrong ones do not keep others waiting: those of one address are checked
/// one after the other, few wait, and the checks of all addresses together use a bounded number of threads.
/// </summary>
internal sealed class PasswordQueue
{
    /// <summary>The calls of one address that wait besides the one that is checked.</summary>
    public const int MaxWaiting = 4;

    // Of the process, as the processors are.
    private static readonly SemaphoreSlim _threads = new(Math.Max(2, Environment.ProcessorCount / 2));
    private readonly Dictionary<string, Address> _addresses = new(StringComparer.Ordinal);

    /// <summary>The address of a peer without its port, which differs for each connection.</summary>
    public static string AddressOf(string peer) =>
        peer.StartsWith("ipv", StringComparison.Ordinal) && peer.LastIndexOf(':') is > 0 and var port ? peer[..port] : peer;

    /// <summary>Runs a check when it is its turn.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too many calls of the address wait already. The check did not run.</exception>
    public async Task<T> RunAsync<T>(string address, Func<T> check, CancellationToken token)
    {
        var callers = Enter(address);
        try
        {
            await callers.Turn.WaitAsync(token).ConfigureAwait(false);
            try
            {
                await _threads.WaitAsync(token).ConfigureAwait(false);
                try
                {
                    return await Task.Run(check, CancellationToken.None).ConfigureAwait(false);
                }
                finally
                {
                    _threads.Release();
                }
            }
            finally
            {
                callers.Turn.Release();
            }
        }
        finally
        {
            Leave(address, callers);
        }
    }

    private Address Enter(string address)
    {
        lock (_addresses)
        {
            if (!_addresses.TryGetValue(address, out var callers))
            {
                callers = new Address();
                _addresses.Add(address, callers);
            }

            if (callers.Count > MaxWaiting)
            {
                throw new RpcException(new Status(
                    StatusCode.ResourceExhausted,
                    "too many calls of this address wait for the check of their password: try again"));
            }

            callers.Count++;
            return callers;
        }
    }

    private void Leave(string address, Address callers)
    {
        lock (_addresses)
        {
            if (--callers.Count == 0)
            {
                _addresses.Remove(address);
                callers.Turn.Dispose();
            }
        }
    }

    private sealed class Address
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Count { get; set; }
    }
}

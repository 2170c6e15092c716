namespace Milvus.Embedded.Storage;

/// <summary>
/// Lets one thread at a time use the connection. Long reads consist of parts, and before each part all earlier callers are admitted. A
/// plain lock may admit the same thread again and again.
/// </summary>
internal sealed class ConnectionGate
{
    private readonly object _lock = new();
    private long _waiting;
    private long _admitted;

    /// <summary>Waits for the connection. It is reentrant.</summary>
    public void Enter()
    {
        Interlocked.Increment(ref _waiting);
        Monitor.Enter(_lock);
        Interlocked.Decrement(ref _waiting);
        _admitted++;
    }

    /// <summary>Waits for the connection and for all callers that waited before.</summary>
    public void EnterLast()
    {
        Monitor.Enter(_lock);
        // Later callers do not count, so the wait ends even if there are always new ones.
        var turn = _admitted + Interlocked.Read(ref _waiting);
        while (_admitted < turn)
        {
            Monitor.Wait(_lock);
        }
    }

    /// <summary>Releases the connection.</summary>
    public void Exit()
    {
        Monitor.PulseAll(_lock);
        Monitor.Exit(_lock);
    }
}

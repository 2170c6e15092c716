namespace Milvus.Embedded.Storage;

/// <summary>
/// Lets one thread at a time use the connection. Who reads much does so in parts, and before each part lets everybody in who
/// asked earlier: a plain lock would give it to the same thread again and again.
/// </summary>
internal sealed class ConnectionGate
{
    private readonly object _lock = new();
    private long _waiting;
    private long _admitted;

    /// <summary>Waits for the connection. The same thread may enter again.</summary>
    public void Enter()
    {
        Interlocked.Increment(ref _waiting);
        Monitor.Enter(_lock);
        Interlocked.Decrement(ref _waiting);
        _admitted++;
    }

    /// <summary>Waits for the connection, and for all who asked for it before.</summary>
    public void EnterLast()
    {
        Monitor.Enter(_lock);
        // Those who ask from now on do not count, so the wait ends even where others never stop.
        var turn = _admitted + Interlocked.Read(ref _waiting);
        while (_admitted < turn)
        {
            Monitor.Wait(_lock);
        }
    }

    /// <summary>Lets the next one in.</summary>
    public void Exit()
    {
        Monitor.PulseAll(_lock);
        Monitor.Exit(_lock);
    }
}

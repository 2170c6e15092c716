namespace Milvus.Client.Calls;

/// <summary>Whether a call may be retried if its outcome is unknown.</summary>
internal enum RetryClass
{
    /// <summary>Changes nothing: retried.</summary>
    Read,

    /// <summary>Idempotent: retried.</summary>
    IdempotentWrite,

    /// <summary>Not idempotent: retried only if it was certainly not executed.</summary>
    UnsafeWrite,
}

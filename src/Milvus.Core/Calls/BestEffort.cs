namespace Milvus.Core.Calls;

/// <summary>
/// Optional reads for outputs and confirmations: a load state, a number of rows, an object after a write. A user may lack the privilege for
/// them, or a server may not implement the call. Neither is a failure of the cmdlet's task.
/// </summary>
internal static class BestEffort
{
    /// <summary>
    /// The result of a read; null, with one verbose line, if the user may not read it or the server does not support the call. Everything
    /// else (a cancelled pipeline, a timeout, a lost connection, an object that does not exist) is a failure as usual.
    /// </summary>
    /// <param name="call">Receives the verbose line.</param>
    /// <param name="what">The information, for the verbose line.</param>
    /// <param name="read">The read. The type of a value is nullable, so that a missing one is not zero.</param>
    internal static async Task<T?> TryReadAsync<T>(CallContext call, string what, Func<Task<T?>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (MilvusException failure) when (IsUnavailable(failure))
        {
            call.SayOnce($"{what} is unknown: {failure.Message}");
            return default;
        }
    }

    /// <summary>
    /// Reads the object back after a write. The write is done, so a failed read must not look like a failed write: the requested object is
    /// shown instead.
    /// </summary>
    /// <param name="call">Takes the verbose line.</param>
    /// <param name="done">The completed write, as a sentence without its full stop: "Collection docs is created".</param>
    /// <param name="written">The object to show if it cannot be read.</param>
    /// <param name="read">The read.</param>
    internal static async Task<T> ReadBackAsync<T>(CallContext call, string done, T written, Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (MilvusException failure) when (IsUnavailable(failure))
        {
            call.SayOnce($"{done}, and is shown as requested: {failure.Message}");
            return written;
        }
        catch (MilvusException failure)
        {
            throw failure.With($"{done}; only reading it back failed: {failure.Message}");
        }
    }

    /// <summary>
    /// Waits for work that a write has started. The write is done, so if its progress cannot be read, only a warning reports that the wait
    /// is not possible.
    /// </summary>
    /// <param name="call">Receives the warning.</param>
    /// <param name="started">The started work, as a sentence without its full stop.</param>
    /// <param name="wait">The wait.</param>
    /// <returns>Whether the wait was possible.</returns>
    internal static async Task<bool> TryWaitAsync(CallContext call, string started, Func<Task> wait)
    {
        try
        {
            await wait().ConfigureAwait(false);
            return true;
        }
        catch (MilvusException failure) when (IsUnavailable(failure))
        {
            call.Warnings.Enqueue($"{started}, but it cannot be waited for: {failure.Message}");
            return false;
        }
    }

    /// <summary>Whether a read failed only because of a missing privilege, or because the server does not support it.</summary>
    internal static bool IsUnavailable(MilvusException failure) =>
        failure.ErrorId == MilvusErrorId.PermissionDenied || IsUnsupported(failure);

    /// <summary>Whether a call failed only because the server does not support it.</summary>
    internal static bool IsUnsupported(MilvusException failure) => failure.ErrorId
        is MilvusErrorId.NotSupported
        or MilvusErrorId.NotSupportedByEmbedded
        or MilvusErrorId.NotSupportedByServerVersion;
}

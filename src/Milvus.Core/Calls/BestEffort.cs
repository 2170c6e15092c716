namespace Milvus;

/// <summary>
/// Reads that only add to what a cmdlet shows or asks: a load state, a number of rows, an object as it is after a write. A user may
/// lack the privilege for them, and an older server the call; neither is a failure of the cmdlet's task.
/// </summary>
internal static class BestEffort
{
    /// <summary>
    /// The result of a read; null, with one verbose line, where the user may not read it or the server has no such call. Everything
    /// else (a cancelled pipeline, a timeout, a lost connection, an object that does not exist) is a failure as always.
    /// </summary>
    /// <param name="call">Where the verbose line goes.</param>
    /// <param name="what">What is read, as the verbose line names it.</param>
    /// <param name="read">The read. The type of a value is nullable, so that a missing one is not zero.</param>
    internal static async Task<T?> TryReadAsync<T>(CallContext call, string what, Func<Task<T?>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (MilvusException failure) when (IsUnavailable(failure))
        {
            call.SayOnce($"{what} is not known: {failure.Message}");
            return default;
        }
    }

    /// <summary>
    /// Reads back what a write has changed. The write is done: where it cannot be read, what was asked for is shown, and no other
    /// failure looks like one of the write.
    /// </summary>
    /// <param name="call">Where the verbose line goes.</param>
    /// <param name="done">What is done, as a sentence without its full stop: "Collection docs is created".</param>
    /// <param name="written">What to show where it cannot be read.</param>
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
            call.SayOnce($"{done}, and is shown as it was asked for: {failure.Message}");
            return written;
        }
        catch (MilvusException failure)
        {
            throw failure.With($"{done}; only reading it back failed: {failure.Message}");
        }
    }

    /// <summary>
    /// Waits for what a write has started. The write is done: where its progress cannot be read, a warning says that nothing waits for it.
    /// </summary>
    /// <param name="call">Where the warning goes.</param>
    /// <param name="started">What was started, as a sentence without its full stop.</param>
    /// <param name="wait">The wait.</param>
    /// <returns>Whether it was waited for.</returns>
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

    /// <summary>Whether a read failed only because this user may not send it, or this server does not have it.</summary>
    internal static bool IsUnavailable(MilvusException failure) => failure.ErrorId
        is MilvusErrorId.PermissionDenied
        or MilvusErrorId.NotSupported
        or MilvusErrorId.NotSupportedByEmbedded
        or MilvusErrorId.NotSupportedByServerVersion;
}

namespace Milvus.Access;

/// <summary>The steps that were done, with what takes each of them back. A failure takes them back in reverse order.</summary>
internal sealed class RbacUndo
{
    private readonly Stack<(string Done, Func<Task> Undo)> _steps = new();

    /// <summary>Runs a step, and remembers how to take it back.</summary>
    internal async Task RunAsync(string done, Func<Task> step, Func<Task> undo)
    {
        await step().ConfigureAwait(false);
        _steps.Push((done, undo));
    }

    /// <summary>Takes all steps back; what cannot be taken back is listed in the error.</summary>
    internal async Task<MilvusException> TakeBackAsync(MilvusException failure)
    {
        var left = new List<string>();
        while (_steps.TryPop(out var step))
        {
            try
            {
                await step.Undo().ConfigureAwait(false);
            }
            catch (MilvusException cause)
            {
                left.Add($"{step.Done} (it cannot be taken back: {cause.Message})");
            }
        }

        return failure.With(left.Count == 0
            ? $"Nothing was restored: {failure.Message}"
            : $"The restore failed, and these steps stay: {RbacNames.List(left)}. The failure: {failure.Message}");
    }
}

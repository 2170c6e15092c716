namespace Milvus.Module.Tests.Requests;

/// <summary>
/// The round trips of a command line: calls that are made at the same time are one. It answers none of the expected calls of a round trip
/// before all of them have arrived, so a client that makes them one after the other never continues.
/// </summary>
/// <param name="expected">The names of the calls of each round trip; null if they are unknown, so that they are measured by time.</param>
internal sealed class RoundTrips(IReadOnlyList<string[]>? expected)
{
    private static readonly TimeSpan _longestGap = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<List<string>> _made = [];
    private List<string> _missing = [.. expected is [var first, ..] ? first : []];
    private TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _failed = expected is null;

    /// <summary>The round trips in the format of the table: the calls of one, sorted.</summary>
    internal IReadOnlyList<string> Made => [.. _made.Select(Write)];

    internal static string Write(IEnumerable<string> calls) => string.Join(" + ", calls
        .GroupBy(name => name, StringComparer.Ordinal)
        .OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => same.Count() == 1 ? same.Key : $"{same.Count()} {same.Key}"));

    /// <summary>Records a call, and waits until it may be answered.</summary>
    internal async Task ArriveAsync(string name)
    {
        Task answer;
        lock (_lock)
        {
            if (_made.Count == 0 || _answer.Task.IsCompleted)
            {
                _made.Add([]);
                _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _made[^1].Add(name);
            answer = _answer.Task;
            if (expected is null)
            {
                _ = AnswerAfterAsync(_answer);
            }
            else if (_failed || !_missing.Remove(name))
            {
                Fail();
            }
            else if (_missing.Count == 0)
            {
                _missing = [.. _made.Count < expected.Count ? expected[_made.Count] : []];
                _answer.SetResult();
            }
        }

        try
        {
            await answer.WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            lock (_lock)
            {
                Fail();
            }
        }
    }

    // From here on, each call is a round trip of its own.
    private void Fail()
    {
        _failed = true;
        _answer.TrySetResult();
    }

    private static async Task AnswerAfterAsync(TaskCompletionSource answer)
    {
        await Task.Delay(_longestGap);
        answer.TrySetResult();
    }
}

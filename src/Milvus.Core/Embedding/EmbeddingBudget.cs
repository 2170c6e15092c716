using System.Globalization;

namespace Milvus.Core.Embedding;

/// <summary>The time of a request with all its repetitions.</summary>
internal sealed class EmbeddingBudget
{
    /// <summary>How often a failing endpoint is asked that does not say when to ask again.</summary>
    private const int MaxAttempts = 5;

    private const string Advice = "Use a longer -TimeoutSec of New-MilvusEmbedder, or a smaller -BatchSize.";

    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(250);

    private readonly EndpointAddress _address;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly bool _isOfCall;
    private readonly string _name;
    private readonly long _started;

    internal EmbeddingBudget(EndpointAddress address, TimeSpan timeout, EmbeddingCall call, TimeProvider time)
    {
        (_address, _time, _limit, _started) = (address, time, timeout, time.GetTimestamp());
        _name = Describe(timeout);
        if (call.Deadline is { } deadline && deadline - time.GetUtcNow().UtcDateTime is var left && left < timeout)
        {
            // What is left of it is not a number that the user knows.
            (_isOfCall, _name) = (true, $"the time limit of the {(call.Timeout is { } all ? $"command ({Describe(all)})" : "call")}");
            _limit = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>The rest of the time.</summary>
    internal TimeSpan Left => _limit - _time.GetElapsedTime(_started) is { } left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>The pause before the next attempt.</summary>
    /// <exception cref="MilvusException">No attempt is left.</exception>
    internal TimeSpan ChoosePause(EndpointFailure failure, int attempt)
    {
        if (!failure.IsTransient || (failure.Wait is null && attempt >= MaxAttempts))
        {
            var tries = attempt == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" after {attempt} attempts");
            throw EmbedderErrors.CreateFailed($"{failure.Message}{tries}.", failure.Action, failure.Cause);
        }

        var pause = failure.Wait ?? _firstPause * Math.Pow(2, attempt - 1);
        return pause < Left ? pause : throw EmbedderErrors.CreateFailed(
            $"{failure.Message}. The next attempt in {Describe(pause)} would exceed "
                + $"{(_isOfCall ? _name : $"the time limit of {_name}")}.",
            TimeAdvice,
            failure.Cause);
    }

    /// <summary>The error of a request that was not answered in time.</summary>
    internal MilvusException CreateTimeout(EndpointFailure? last) => new(
        MilvusErrorId.Timeout,
        $"{_address} did not answer within {_name}." + (last is null ? string.Empty : $" The last attempt: {last.Message}."),
        last?.Cause)
    {
        RecommendedAction = TimeAdvice,
    };

    private string TimeAdvice => _isOfCall ? "Use a longer -TimeoutSec." : Advice;

    private static string Describe(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}

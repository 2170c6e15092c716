namespace Milvus.Testing.Kills;

/// <summary>The result of the kills of an operation.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Kills">The number of kills while it ran.</param>
/// <param name="Continued">The number of kills after which there was something to continue.</param>
/// <param name="Rounds">The number of targets, each of which was killed at least once and continued to its end.</param>
/// <param name="Seconds">The time of an uninterrupted run.</param>
/// <param name="Failures">What was wrong after the last run of a round.</param>
internal sealed record KillResult(string Operation, int Kills, int Continued, int Rounds, double Seconds, IReadOnlyList<string> Failures);
